// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/dynamic_result.hpp>
#include <leat/run/dynamic_tables.hpp>
#include <leat/run/executor_driver.hpp>
#include <leat/run/left_over.hpp>
#include <leat/run/plan_check.hpp>
#include <leat/serial/shown.hpp>
#include <leat/support/type_name.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

/// A run that is laid out at run time: made from the arguments of the call, which checks what the
/// compiler could not; then run once.
template <class Layout, class Catalog, class Hooks, class Cache, class Executor, class... Arguments>
class dynamic_engine {
    static constexpr auto const& P = Layout::pipeline;
    using state = dynamic_state<Layout, Catalog, Hooks, Cache>;
    using common = typename state::common;

public:
    using result_type = dynamic_result<Layout, Catalog>;

    /// Throws: `error` when a slice names nothing, nothing would run, or a value is missing.
    dynamic_engine(Catalog const& catalog, Hooks const& hooks, Cache const& cache,
                   Executor const& executor, run_log& log, Arguments const&... arguments)
        : catalog_(catalog), ask_(catalog), hooks_(hooks), cache_(cache), executor_(executor),
          log_(log), given_{std::addressof(arguments)...} {
        log.metrics = &metrics_;
        [[maybe_unused]] auto const narrow_one = [&](auto const& argument) {
            if constexpr (is_run_time_slice<std::remove_cvref_t<decltype(argument)>>)
                narrow_by<Layout>(request_, argument);
            else if constexpr (std::same_as<std::remove_cvref_t<decltype(argument)>,
                                            only_missing_argument>)
                request_.only_missing = argument.on;
        };
        (narrow_one(arguments), ...);
        if (request_.only_missing)
            request_.exists = ask_.what_exists([&](std::size_t v) { return !request_.bound[v]; });
        cache_driver<Cache>::template prepare<Layout>(cache_, request_);
        plan_ = make_plan(solved<P>, request_);
        ask_.check(plan_);
        info_ = describe_run<P>(plan_, request_, node_status::pending);
        info_.status = run_status::running;
        info_.began = std::chrono::system_clock::now();
        if (request_.only_missing) say_what_exists();
    }

    /// What is known of the run by now; empty once its result has taken it over.
    run_info const& info() const noexcept { return info_; }

    /// Whether it runs a slice of the pipeline.
    bool is_sliced() const noexcept { return request_.sliced || request_.only_missing; }
    /// Then: a value of each node of that slice; with `only_missing` of each that is to run.
    std::optional<std::vector<std::string>> slice() const {
        if (!is_sliced()) return std::nullopt;
        std::array<bool, Layout::size.items> part = request_.slice;
        if (request_.only_missing) {
            part = {};
            for (std::size_t s = 0; s < plan_.step_count; ++s) part[plan_.steps[s]] = true;
        }
        std::vector<std::string> names;
        for (std::size_t t = 0; t < part.size(); ++t)
            if (item const& it = solved<P>.items[t]; part[t] && it.kind == kind::node)
                names.emplace_back(solved<P>.name(it.first_value));
        return names;
    }

    /// Says which record is that of the run, and which run it goes on from.
    void identify(std::string id, std::optional<std::string> origin) {
        info_.id = std::move(id);
        info_.origin = std::move(origin);
    }

    /// What the run would do, node by node. Runs nothing.
    /// Throws: `run_error`, when a value that counts in a key cannot be read.
    run_info foresee() {
        if constexpr (cache_driver<Cache>::used) {
            result_type made(catalog_);
            sources<Layout, outside_values<Layout>> outside(given_);
            common shared{{cache_, plan_}};
            state s = start(made, outside, shared);
            cache_driver<Cache>::foresee(s);
            if (s.failed) fail(s);
        }
        return info_;
    }

    /// Throws: `run_error`, `run_stopped`.
    result_type run() {
        result_type made(catalog_);
        sources<Layout, outside_values<Layout>> outside(given_);
        common shared{{cache_, plan_}};
        state s = start(made, outside, shared);
        note_params(s.frame, std::make_index_sequence<Layout::size.values>{});
        cache_driver<Cache>::began(s);
        if constexpr (executor_driver<Executor>::used)
            take_steps_by_executor(s);
        else
            take_steps(s);
        for (std::size_t v = 0; v < Layout::size.values && !s.failed; ++v)
            if (plan_.kept[v]) keep(s, v);
        if (s.cut_short && !s.failed) stop_in(s);
        if (s.failed) fail(s);
        ended(run_status::completed);
        made.kept_ = plan_.kept;
        made.info_ = std::move(info_);
        return made;
    }

private:
    state start(result_type& made, sources<Layout, outside_values<Layout>>& outside,
                common& shared) {
        return {{*made.values_, outside, plan_, request_.bound, gone_},
                catalog_,
                hooks_,
                log_.options,
                log_,
                info_,
                shared};
    }

    template <std::size_t... V>
    void note_params(dynamic_frame<Layout> const& f, std::index_sequence<V...>) {
        void (*const one[])(dynamic_frame<Layout> const&, run_options const*,
                            run_info&) = {&note_param<V>...};
        for (auto const note : one) note(f, log_.options, info_);
    }
    template <std::size_t V>
    static void note_param(dynamic_frame<Layout> const& f, run_options const* options,
                           run_info& info) {
        if constexpr (is_source<Layout>(V)) {
            if (!f.laid_out.needed[V]) return;
            bool const given = Layout::known_request.bound[V] &&
                               !(options && options->is_by_default(solved<P>.name(V)));
            info.params.push_back({std::string(solved<P>.name(V)), shown(f.template value<V>()),
                                   std::string(spelled<value_t<P, V>>()), given});
        }
    }

    void take_steps(state& s) {
        for (std::size_t step = 0; step < plan_.step_count && !s.failed; ++step) {
            if (log_.options && log_.options->stop.stop_requested()) stop(step);
            tables<state>::steps[plan_.steps[step]](s, step);
            if (s.cut_short && !s.failed) stop_in(s);
            release(s, step);
        }
    }

    void take_steps_by_executor(state& s) {
        std::size_t const stopped =
            executor_driver<Executor>::template take_steps<Layout>(executor_, s, plan_);
        if (s.failed) return;
        if (s.cut_short) stop_in(s);
        if (stopped != npos) stop(stopped);
    }

    void say_what_exists() {
        for (std::size_t t = 0; t < Layout::size.items; ++t) {
            item const& it = solved<P>.items[t];
            if (it.kind != kind::node) continue;
            node_report& node = info_.nodes[node_position<P>[t]];
            bool exist = true;
            for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
                exist &= request_.exists[v];
            if (node.status == node_status::skipped)
                node.reason = exist ? "not needed: its outputs exist" : "not needed";
        }
    }

    void release(state& s, std::size_t step) const {
        item const& it = solved<P>.items[plan_.steps[step]];
        auto const one = [&](std::size_t v) {
            if (plan_.last_step[v] == step) tables<state>::values[v].release(s.frame);
        };
        for (std::size_t i = 0; i < it.value_count; ++i) one(it.first_value + i);
        for (std::size_t e = 0; e < it.edge_count; ++e) one(solved<P>.edges[it.first_edge + e]);
    }

    // A kept value is there; or came with the call; or is in its dataset.
    void keep(state& s, std::size_t v) const {
        tables<state>::values[v].keep(s.frame);
        if (auto const load = tables<state>::values[v].load)
            if (!s.skipped[solved<P>.maker[v]]) load(s);
    }

    [[noreturn]] void stop(std::size_t step) { stop("before", plan_.steps[step]); }
    [[noreturn]] void stop_in(state const& s) { stop("in", s.cut_item); }
    [[noreturn]] void stop(char const* where, std::size_t item) {
        ended(run_status::stopped);
        throw run_stopped("the run of pipeline '" + std::string(P.name.view()) +
                          "' was asked to stop, and did " + where + " node '" +
                          name_of_item<P>(item) + "'");
    }

    void ended(run_status status) {
        info_.status = status;
        info_.wall = clock::now() - log_.began;
        info_.hook_time = log_.hook_time;
        info_.metrics = metrics_.lines();
    }

    [[noreturn]] void fail(state const& s) {
        ended(run_status::failed);
        std::array<bool, Layout::size.items> done{};
        for (std::size_t step = 0; step < plan_.step_count; ++step) {
            std::size_t const t = plan_.steps[step];
            node_status const was = info_.nodes[node_position<P>[t]].status;
            done[t] =
                was == node_status::ran || was == node_status::hit || was == node_status::resumed;
        }
        auto on_disk = ask_.what_is_on_disk();
        for (std::size_t v = 0; v < on_disk.size(); ++v) on_disk[v] &= !s.unsaved[v];
        std::size_t const at = s.failed_item;
        left_over left =
            what_is_left(solved<P>, request_, plan_, done, s.skipped, done_at(at, done), on_disk);
        if constexpr (!some_catalog<Catalog>) left.advice.clear();
        left.run_id = log_.id;
        raise(s.failed, P.name.view(), at == npos ? std::string() : name_of_item<P>(at),
              std::move(left));
    }
    static std::size_t done_at(std::size_t failed,
                               std::array<bool, Layout::size.items> const& done) {
        return failed != npos && done[failed] ? npos : failed;
    }

    Catalog const& catalog_;
    plan_check<Layout, Catalog> ask_;
    Hooks const& hooks_;
    Cache const& cache_;
    Executor const& executor_;
    run_log& log_;
    boost::hana::basic_tuple<Arguments const*...> given_;
    request<Layout::size> request_ = Layout::known_request;
    plan<Layout::size> plan_{};
    run_info info_{};
    metric_log metrics_{};
    std::array<bool, Layout::size.values> gone_{};
};

/// A run without services, whose slice is named by strings.
template <class Layout, class... Arguments>
auto run_dynamic(run_options const* options, Arguments const&... arguments) {
    run_log log;
    log.options = options;
    no_catalog const catalog;
    hook_list<> const hooks;
    no_cache const cache;
    no_executor const executor;
    return dynamic_engine<Layout, no_catalog, hook_list<>, no_cache, no_executor, Arguments...>(
               catalog, hooks, cache, executor, log, arguments...)
        .run();
}

} // namespace leat::detail
