// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/dataset_table.hpp>
#include <leat/engine/dynamic_result.hpp>
#include <leat/engine/engine.hpp>
#include <leat/engine/hook_table.hpp>
#include <leat/engine/outside_values.hpp>
#include <leat/engine/pipeline_table.hpp>
#include <leat/engine/recorded_run.hpp>
#include <leat/hook/pipeline_visit.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <concepts>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// One run of a session with services: what of it needs the types of the call. The engine does the
/// rest.
template <class Layout, class Catalog, class Hooks, class... Arguments>
class session_run {
    static constexpr auto const& P = Layout::pipeline;

public:
    using result_type = dynamic_result<Layout, Catalog>;

    /// Throws: `error` when a slice names nothing, nothing would run, or a value is missing.
    session_run(Catalog const& catalog, Hooks const& hooks, memo* store,
                step_executor const* executor, run_log& log, Arguments const&... arguments)
        : catalog_(catalog), hooks_(hooks), log_(log), given_{std::addressof(arguments)...},
          datasets_(catalog), datasets_view_(datasets_.view()),
          hooks_view_{hooks.erased(), hook_table<P, Hooks>},
          engine_(pipeline_table<P>::ops, call_form_of<Layout>, hooks_view_, datasets_view_, store,
                  executor, log) {
        [[maybe_unused]] auto const narrow_one = [&]<class T>(T const& argument) {
            if constexpr (is_run_time_slice<T>)
                engine_.narrow(T::kind, argument.names);
            else if constexpr (std::same_as<T, only_missing_argument>)
                engine_.set_only_missing(argument.on);
        };
        (narrow_one(arguments), ...);
        engine_.make_plan();
    }
    session_run(session_run const&) = delete;

    /// Runs it, observed by the hooks. Throws: `run_error`, `run_stopped`.
    result_type run() {
        return observe_run(
            hooks_, log_, P.name.view(), [&]() -> run_info const& { return engine_.info(); },
            [&] { return run_unobserved(); });
    }
    /// The same, recorded.
    result_type run(session_record& record) {
        recorded_run recorded(engine_, record, log_);
        try {
            result_type made = run();
            recorded.completed(made.info());
            return made;
        } catch (...) {
            recorded.failed(std::current_exception());
            throw;
        }
    }

    run_info predict() {
        outside_.emplace(given_);
        engine_.set_outside(outside_->rows());
        return engine_.predict();
    }

private:
    result_type run_unobserved() {
        outside_.emplace(given_);
        engine_.set_outside(outside_->rows());
        engine_.run();
        run_state& made = engine_.state();
        return result_type(catalog_, std::move(made.slots), std::move(made.plan.kept),
                           std::move(made.info));
    }

    Catalog const& catalog_;
    Hooks const& hooks_;
    run_log& log_;
    boost::hana::basic_tuple<Arguments const*...> given_;
    dataset_table<P, Catalog, Hooks> datasets_;
    session_datasets datasets_view_;
    session_hooks hooks_view_;
    engine engine_;
    std::optional<outside_values<Layout>> outside_{};
};

/// A run without services, whose slice is named by strings.
template <class Layout, class... Arguments>
auto run_dynamic(run_options const* options, Arguments const&... arguments) {
    run_log log;
    log.options = options;
    no_catalog const catalog;
    hook_list<> const hooks;
    return session_run<Layout, no_catalog, hook_list<>, Arguments...>(catalog, hooks, nullptr,
                                                                      nullptr, log, arguments...)
        .run();
}

} // namespace leat::detail
