// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/parallel.hpp>
#include <leat/executor/parallel_engine.hpp>
#include <leat/executor/parallel_step.hpp>
#include <leat/executor/parallel_steps.hpp>
#include <leat/executor/shared_options.hpp>
#include <leat/session/executor_driver.hpp>
#include <leat/session/run.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <atomic>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Whether a node of the run may have helpers for the elements of its work.
template <class Layout>
inline constexpr bool is_helped = [] {
    for (std::size_t t = 0; t < Layout::size.items; ++t)
        if (Layout::laid_out.runs[t] && is_operation<Layout::pipeline>(t)) return true;
    return false;
}();

/// A run in several threads, which the compiler has laid out.
template <class Layout>
class parallel_run {
    using memory = parallel_memory<Layout>;
    static constexpr auto const& plan = parallel_plan_of<Layout>;
    static constexpr chain_graph graph{plan.roots,
                                       plan.root_count,
                                       plan.end_count,
                                       plan.waits_for,
                                       plan.first_next,
                                       plan.next,
                                       chain_bodies<Layout>.data()};

public:
    template <class Arguments>
    static auto run(parallel const& executor, run_options const* options,
                    arena_workers const* helpers, Arguments const& arguments) {
        typename frame_of<Layout>::outside outside(arguments);
        // A stack is not for everything.
        if constexpr (sizeof(memory) <= 65536) {
            memory here;
            return run_in(here, outside, executor, options, helpers);
        } else {
            auto const here = std::make_unique_for_overwrite<memory>();
            return run_in(*here, outside, executor, options, helpers);
        }
    }

private:
    static auto run_in(memory& here, typename frame_of<Layout>::outside& outside,
                       parallel const& executor, run_options const* options,
                       arena_workers const* helpers) {
        for (std::size_t c = 0; c < plan.chain_count; ++c)
            std::construct_at(here.waiting + c, plan.waits_for[c]);
        for (std::size_t i = 0; i < moves_of<Layout>.counters; ++i)
            std::construct_at(here.users + i, moves_of<Layout>.users[i]);

        parallel_state<Layout> state{{outside, here.trivial, here.managed}, options, here.users};
        parallel_engine engine(graph, &state, here.waiting, here.rooms, here.lists, here.ready);
        state.engine = &engine;
        engine.run(executor.arena(), helpers);
        if (engine.ended_at() != no_step) [[unlikely]]
            end_early<Layout>(state);

        keeper<Layout> const guard(here.managed); // also when a value's copy throws
        return result<Layout, typename kept_values<Layout>::type, nothing_noted>(state.values,
                                                                                 nothing_noted{});
    }
};

/// How `leat::parallel` runs a pipeline: in a session that has no other service as the compiler has
/// laid it out, in others step by step.
template <>
struct executor_driver<parallel> {
    /// Takes the steps of a run of a session with other services.
    using steps = parallel_executor;

    template <class Layout, class... Arguments>
    static auto run_laid_out(parallel const& executor, [[maybe_unused]] run_options const* options,
                             Arguments const&... arguments) {
        boost::hana::basic_tuple<Arguments const*...> const given{std::addressof(arguments)...};
        if constexpr (Layout::has_options || is_helped<Layout>) {
            shared_options const shared(executor, options);
            return run_as_planned<Layout>(executor, shared.get(), &shared.helpers(), given);
        } else {
            return run_as_planned<Layout>(executor, options, nullptr, given);
        }
    }

private:
    template <class Layout, class Given>
    static auto run_as_planned(parallel const& executor, run_options const* options,
                               [[maybe_unused]] arena_workers const* helpers, Given const& given) {
        if constexpr (parallel_plan_of<Layout>.in_order) // nothing could run at the same time
            return detail::run_laid_out<Layout>(given, options, unwatched{});
        else
            return parallel_run<Layout>::run(executor, options, helpers, given);
    }
};

} // namespace leat::detail
