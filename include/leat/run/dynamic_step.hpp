// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/cache_driver.hpp>
#include <leat/run/dataset_visit.hpp>
#include <leat/run/dynamic_frame.hpp>
#include <leat/run/typed_visit.hpp>

#include <array>
#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace leat::detail {

/// Calls `visit(value)` for each value that an item takes, once.
template <auto const& P, class Visit>
constexpr void for_each_input(std::size_t item, Visit visit) {
    auto const& it = solved<P>.items[item];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
        bool seen = false;
        for (std::size_t before = it.first_edge; before < e; ++before)
            seen |= solved<P>.edges[before] == solved<P>.edges[e];
        if (!seen) visit(solved<P>.edges[e]);
    }
}

/// What all steps of a run that is laid out at run time have in common, beside values and reports.
template <class Layout, class Memory>
struct dynamic_common {
    [[no_unique_address]] Memory memory;
    std::array<bool, Layout::size.items> skipped{};
    std::array<bool, Layout::size.values> unsaved{}; ///< made, and its dataset does not have it
    std::array<bool, Layout::size.values> reloads{}; ///< its dataset has it, and gives it again
    /// Of each value the nodes that may still need it, where several run at the same time.
    std::array<std::size_t, Layout::size.values> uses{};
    std::array<bool, Layout::size.items> has_used{}; ///< an item that does not need its inputs
    /// Of each value whether a node that works at this time moves from it.
    std::array<bool, Layout::size.values> taken{};
    /// What nodes that ran out of their turn failed with: whoever needs them fails with it, too.
    std::vector<std::pair<std::size_t, failure>> late_failures{};
};

/// A run that is laid out at run time, as one step sees it while it goes on. A step never throws:
/// it notes the first failure here.
template <class Layout, class Catalog, class Hooks, class Cache>
struct dynamic_state {
    using layout = Layout;
    using catalog_type = Catalog;
    using hooks_type = Hooks;
    using cache_type = Cache;
    using driver = cache_driver<Cache>;
    using memory_type = typename driver::template memory<Layout>;
    using common = dynamic_common<Layout, memory_type>;
    static constexpr auto const& P = Layout::pipeline;

    dynamic_frame<Layout> frame;
    Catalog const& catalog;
    Hooks const& hooks;
    run_options const* options;
    run_log& log;
    run_info& info;
    common& shared;
    memory_type& memory = shared.memory;
    std::array<bool, Layout::size.items>& skipped = shared.skipped;
    std::array<bool, Layout::size.values>& unsaved = shared.unsaved;
    std::array<bool, Layout::size.values>& reloads = shared.reloads;
    bool cut_short = false; ///< a node has ended that was asked to stop:
    std::size_t cut_item = npos;
    failure failed{};
    std::size_t failed_item = npos;

    template <std::size_t V>
    auto const& value() const {
        return frame.template value<V>();
    }

    /// Whether the value comes from its dataset, as no node of this run makes it.
    bool is_loaded(std::size_t v) const { return frame.laid_out.loaded[v]; }

    /// An item needs its inputs once more, as what it returned was kept and is lost.
    void uses_again(std::size_t item) {
        if (!frame.uses || !shared.has_used[item]) return;
        shared.has_used[item] = false;
        for_each_input<P>(item, [&](std::size_t v) { ++shared.uses[v]; });
    }
    /// An item does not need its inputs any more, unless what it returned was kept and is lost.
    void has_used(std::size_t item) {
        if (!frame.uses || shared.has_used[item]) return;
        shared.has_used[item] = true;
        for_each_input<P>(item, [&](std::size_t v) { --shared.uses[v]; });
    }

    void fail(failure&& why, std::size_t item) {
        if (!why) return;
        if (failed) {
            log.say(name_of_item<P>(item), "failed too: " + why.message());
            return;
        }
        failed = std::move(why);
        failed_item = item;
    }
};

/// Loads value `V` from its dataset, for item `For`, or for the caller.
template <std::size_t V, std::size_t For, class State>
bool load_value(State& s) {
    constexpr auto const& P = State::layout::pipeline;
    constexpr node_info const& node = [&]() -> node_info const& {
        if constexpr (For == npos)
            return no_node;
        else
            return node_info_of<P, For>;
    }();
    dataset_visit<P, V, typename State::hooks_type> visit(s.hooks, s.log, node);
    auto& dataset = dataset_of<P, V>(s.catalog);
    bool const done = visit.template use<before_dataset_loaded_point, after_dataset_loaded_point>(
        dataset, failure::source::load, nullptr, [&] {
            auto& cell = s.frame.template cell<V>();
            cell.fill([&] { return load_from<value_t<P, V>>(dataset); });
            return &cell.value();
        });
    s.fail(std::move(visit.failed()), For);
    return done;
}

/// Saves value `V`, which item `Item` has made.
template <std::size_t V, std::size_t Item, class State>
void save_value(State& s) {
    constexpr auto const& P = State::layout::pipeline;
    dataset_visit<P, V, typename State::hooks_type> visit(s.hooks, s.log, node_info_of<P, Item>);
    auto& dataset = dataset_of<P, V>(s.catalog);
    value_t<P, V> const& value = s.frame.template value<V>();
    bool saved = false;
    visit.template use<before_dataset_saved_point, after_dataset_saved_point>(
        dataset, failure::source::save, &value, [&] {
            dataset.save(value);
            saved = true;
            return &value;
        });
    s.unsaved[V] = !saved;
    s.fail(std::move(visit.failed()), Item);
    if constexpr (loads_again<std::remove_reference_t<decltype(dataset)>>) {
        if (saved) s.frame.template cell<V>().reset();
        s.reloads[V] = saved;
    }
}

template <std::size_t V, class State>
inline constexpr bool uses_dataset =
    stores<State::layout::pipeline, typename State::catalog_type, V> &&
    !is_source<typename State::layout>(V);

/// A node runs out of its turn, as what it returned was kept and is lost; meanwhile an input of it
/// was given up to another one.
template <std::size_t V, std::size_t Item, class State>
[[gnu::cold]] bool lost_source(State& s) {
    failure lost;
    lost.error = std::make_exception_ptr(
        error("its stored value was lost, so it has to run again, and its input '" +
              std::string(value_name<State::layout::pipeline, V>.view()) +
              "' was moved into another node by then; run the pipeline again"));
    s.fail(std::move(lost), Item);
    return false;
}

/// Loads what the item takes and what is not in memory. Whether all of it is there.
template <std::size_t Item, class State, std::size_t... Input>
bool load_inputs([[maybe_unused]] State& s, std::index_sequence<Input...>) {
    constexpr auto const& P = State::layout::pipeline;
    [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
        State::driver::template settle<V>(s);
        if constexpr (uses_dataset<V, State>) {
            if (s.frame.template cell<V>().full()) return true;
            if (!State::driver::used || s.is_loaded(V) || s.reloads[V])
                return load_value<V, Item>(s);
        }
        if constexpr (State::driver::used && !is_source<typename State::layout>(V))
            return State::driver::template fetch<V>(s);
        return !s.frame.gone[V] || lost_source<V, Item>(s);
    };
    return (one(index_constant<solved<P>.edges[solved<P>.items[Item].first_edge + Input]>{}) &&
            ...);
}

template <std::size_t Item, class State, std::size_t... Output>
void save_outputs([[maybe_unused]] State& s, std::index_sequence<Output...>) {
    [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
        if constexpr (uses_dataset<V, State>) save_value<V, Item>(s);
    };
    (one(index_constant<solved<State::layout::pipeline>.items[Item].first_value + Output>{}), ...);
}

/// The name of an input of the item that is not there because its node was skipped; or empty.
template <std::size_t Item, class State>
std::string_view skipped_input(State const& s) {
    constexpr auto const& g = solved<State::layout::pipeline>;
    for (std::size_t e = g.items[Item].first_edge;
         e < g.items[Item].first_edge + g.items[Item].edge_count; ++e)
        if (s.skipped[g.maker[g.edges[e]]] && !is_source<typename State::layout>(g.edges[e]))
            return g.name(g.edges[e]);
    return {};
}

/// While it lives, a node may move from some of its inputs: where several nodes run at the same
/// time, nobody else looks at these then. At its end they are gone.
template <std::size_t Item, class State>
class in_the_making {
    static constexpr auto const& P = State::layout::pipeline;
    static constexpr item it = solved<P>.items[Item];

public:
    template <class Taken>
    in_the_making(State& s, Taken const& taken) : s_(s) {
        if (!s.frame.uses) return;
        for (std::size_t i = 0; i < it.edge_count; ++i) {
            passing const how = item_types<P, Item>::call::passings[i];
            if (taken[i] && (how == passing::value || how == passing::rvalue))
                s.shared.taken[solved<P>.edges[it.first_edge + i]] = true;
        }
    }
    in_the_making(in_the_making const&) = delete;
    ~in_the_making() {
        if (s_.frame.uses) end(std::make_index_sequence<it.edge_count>{});
    }

private:
    template <std::size_t... Input>
    void end(std::index_sequence<Input...>) {
        (end_one<solved<P>.edges[it.first_edge + Input]>(), ...);
        s_.log.gate->changed();
    }
    template <std::size_t V>
    void end_one() {
        if (!std::exchange(s_.shared.taken[V], false)) return;
        release_dynamic<V>(s_.frame);
    }

    State& s_;
};

/// Runs one node: loads what it needs, tells the hooks, calls it, saves what it made.
template <class State, std::size_t Item>
void run_item(State& s, std::size_t step) {
    constexpr auto const& P = State::layout::pipeline;
    constexpr item it = solved<P>.items[Item];
    node_report& report = s.info.nodes[node_position<P>[Item]];
    typed_visit<P, Item, State, typename State::hooks_type> visit(s.hooks, s, s.log);

    auto lost = skipped_input<Item>(s);
    if (lost.empty() && !load_inputs<Item>(s, std::make_index_sequence<it.edge_count>{})) {
        lost = skipped_input<Item>(s); // a node that ran just now may have been skipped
        if (lost.empty()) {
            if (!s.failed) {
                failure why;
                why.error = std::make_exception_ptr(
                    error("an input of it is not there any more; run again"));
                s.fail(std::move(why), Item);
            }
            report.status = node_status::failed;
            report.reason = s.failed.message();
            return;
        }
    }
    if (s.cut_short) return; // an input of it may be a part only
    auto elements = State::driver::template elements<State, Item>(s);
    visit.recall(elements.known());
    if (!lost.empty())
        visit.skip("'" + std::string(lost) + "', which it needs, was skipped");
    else if (visit.before()) {
        auto const taken = find_taken<Item>(s.frame, step);
        in_the_making<Item, State> const moves(s, taken);
        visit.run([&] { compute_dynamic<Item>(s.frame, taken, s.options, visit); });
    }

    s.skipped[Item] = visit.skipped();
    visit.describe(report);
    elements.describe(report);
    visit.after(&report);
    bool const ran = visit.ran();
    s.fail(std::move(visit.failed()), Item);
    if (!ran) return;
    // What a node returns that was asked to stop may be a part of its value only.
    if (item_types<P, Item>::call::has_context && s.options && s.options->stop.stop_requested()) {
        s.cut_short = true;
        s.cut_item = Item;
    }
    State::driver::template made<State, Item>(s, visit.replaced() || visit.has_fallen_back() ||
                                                     s.cut_short);
    if (s.cut_short) return;
    elements.finish();
    save_outputs<Item>(s, std::make_index_sequence<it.value_count>{});
}

} // namespace leat::detail
