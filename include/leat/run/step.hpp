// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/call.hpp>
#include <leat/call/context.hpp>
#include <leat/call/failure.hpp>
#include <leat/run/frame.hpp>
#include <leat/info/info.hpp>

#include <array>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

/// Input `Input` of an item, as its function takes it. `Taken`: the item may move from the value,
/// as no other node needs it.
template <std::size_t Item, std::size_t Input, bool Taken, class Layout, class Trivial>
[[gnu::always_inline]] inline decltype(auto) pass_as(frame<Layout, Trivial> const& f) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t v = solved<P>.edges[solved<P>.items[Item].first_edge + Input];
    constexpr passing how = item_types<P, Item>::call::passings[Input];
    using type = value_t<P, v>;
    if constexpr (how == passing::shared) {
        return static_cast<type const&>(value_of<v>(f));
    } else if constexpr (Taken && !is_called_again<P>(Item) &&
                         !std::is_const_v<std::remove_reference_t<decltype(value_of<v>(f))>>) {
        return static_cast<type&&>(value_of<v>(f));
    } else if constexpr (how == passing::generic) {
        return static_cast<type const&>(value_of<v>(f));
    } else {
        // check_taken.hpp has checked that the value can be copied.
        if constexpr (how == passing::rvalue)
            return type(value_of<v>(f));
        else
            return static_cast<type const&>(value_of<v>(f));
    }
}

/// Calls the function of an item and makes its result in its slot. `give(index)` gives the inputs.
template <std::size_t Item, class Layout, class Trivial, class Visit, class Give>
[[gnu::always_inline]] inline void compute_item(frame<Layout, Trivial> const& f,
                                                run_options const* options, Visit& visit,
                                                Give const& give) {
    constexpr auto const& P = Layout::pipeline;
    constexpr auto inputs = std::make_index_sequence<solved<P>.items[Item].edge_count>{};
    if constexpr (std::is_void_v<result_t<P, Item>>)
        call<P, Item>(visit, options, give);
    else if constexpr (solved<P>.option_of[Item]->is(shape::guarded))
        ::new (static_cast<void*>(std::addressof(slot_of<Item>(f).value)))
            result_t<P, Item>(call<P, Item>(visit, options, give));
    else // the same, with one instantiation less
        ::new (static_cast<void*>(std::addressof(slot_of<Item>(f).value)))
            result_t<P, Item>(call_once<P, Item>(visit, options, give, inputs));
}

/// Calls the function of the node at `Step` of a run in order, and makes its result in its slot.
template <std::size_t Step, class Layout, class Trivial, class Visit>
[[gnu::always_inline]] inline void compute(frame<Layout, Trivial> const& f,
                                           run_options const* options, Visit& visit) {
    constexpr std::size_t t = Layout::laid_out.steps[Step];
    auto const give = [&]<std::size_t I>(std::integral_constant<std::size_t, I>)
                          __attribute__((always_inline))
                              ->decltype(auto) {
        return pass_as<t, I,
                       schedule_of<Layout>.taken[solved<Layout::pipeline>.items[t].first_edge + I]>(
            f);
    };
    compute_item<t>(f, options, visit, give);
}

/// Releases value `V` after `Step`, its last use.
template <std::size_t Step, std::size_t V, class Layout, class Trivial>
[[gnu::always_inline]] inline void release(frame<Layout, Trivial> const& f) {
    constexpr ending how = ending_of<Layout>(schedule_of<Layout>, V, Step);
    using type = value_t<Layout::pipeline, V>;
    if constexpr (how == ending::part_moved_out) {
        // It is a part of a result that lives on: its content is moved out and destroyed.
        if constexpr (!needs_no_end<type> && std::is_nothrow_move_constructible_v<type>)
            [[maybe_unused]]
            type const gone(std::move(value_of<V>(f)));
    } else {
        std::destroy_at(std::addressof(slot_of<solved<Layout::pipeline>.maker[V]>(f).value));
    }
}

template <std::size_t Step, class Layout, class Trivial, std::size_t... I>
[[gnu::always_inline]] inline void release_all(frame<Layout, Trivial> const& f,
                                               std::index_sequence<I...>) {
    (release<Step, schedule_of<Layout>.released[schedule_of<Layout>.first_released[Step] + I]>(f),
     ...);
}

/// Releases the values whose last use is the node at `Step`.
template <std::size_t Step, class Layout, class Trivial>
[[gnu::always_inline]] inline void release_step(frame<Layout, Trivial> const& f) {
    constexpr std::size_t ended =
        schedule_of<Layout>.first_released[Step + 1] - schedule_of<Layout>.first_released[Step];
    if constexpr (ended > 0) release_all<Step>(f, std::make_index_sequence<ended>{});
}

struct managed_result {
    void* at;
    void (*destroy)(void*);
    std::size_t born;
    std::size_t gone;
};

template <class T>
void destroy_as(void* at) noexcept {
    std::destroy_at(static_cast<T*>(at));
}

/// Destroys the results that are alive: made before step `made`, and not released before step
/// `gone`.
template <class Layout, std::size_t... Item>
[[gnu::noinline, gnu::cold]] void abandon(
    slots<Layout::pipeline, std::index_sequence<Item...>>& managed, std::size_t made,
    std::size_t gone) {
    constexpr auto const& P = Layout::pipeline;
    std::array<managed_result, sizeof...(Item)> const all{
        {{std::addressof(static_cast<slot<P, Item>&>(managed).value),
          &destroy_as<result_t<P, Item>>, schedule_of<Layout>.born[Item],
          schedule_of<Layout>.gone[Item]}...}};
    for (managed_result const& r : all)
        if (r.born < made && r.gone >= gone) r.destroy(r.at);
}

template <auto const& P>
std::string name_of_item(std::size_t t) {
    std::string text;
    for (std::size_t i = 0; i < solved<P>.items[t].value_count; ++i)
        text.append(i > 0 ? ", " : "").append(solved<P>.name(solved<P>.items[t].first_value + i));
    return text;
}

template <auto const& P, class Plan>
std::vector<std::string> names_after(Plan const& p, std::size_t step) {
    std::vector<std::string> names;
    for (std::size_t s = step + 1; s < p.step_count; ++s)
        names.push_back(name_of_item<P>(p.steps[s]));
    return names;
}

/// Ends the run: destroys what is alive while `step` runs, and throws the error.
template <class Layout, class Watch>
[[noreturn, gnu::noinline, gnu::cold]] void fail(typename frame_of<Layout>::managed& managed,
                                                 std::size_t step, failure const& why, bool ran,
                                                 Watch watch) {
    constexpr auto const& P = Layout::pipeline;
    abandon<Layout>(managed, ran ? step + 1 : step, step);
    watch.failed(step, ran, why);
    raise(why, P.name.view(), name_of_item<P>(Layout::laid_out.steps[step]),
          {names_after<P>(Layout::laid_out, step), {}});
}

/// Ends the run. Called while the exception of the node at `step` is handled.
template <class Layout, class Watch>
[[noreturn, gnu::noinline, gnu::cold]] void fail_here(typename frame_of<Layout>::managed& managed,
                                                      std::size_t step, Watch watch) {
    failure why;
    remember(why);
    fail<Layout>(managed, step, why, false, watch);
}

template <class Layout, class Watch>
[[noreturn, gnu::noinline, gnu::cold]] void stop(typename frame_of<Layout>::managed& managed,
                                                 std::size_t step, bool ran, Watch watch) {
    constexpr auto const& P = Layout::pipeline;
    abandon<Layout>(managed, ran ? step + 1 : step, step);
    watch.stopped(step);
    throw run_stopped("the run of pipeline '" + std::string(P.name.view()) +
                      "' was asked to stop, and did " + (ran ? "in" : "before") + " node '" +
                      name_of_item<P>(Layout::laid_out.steps[step]) + "'");
}

/// What a run without services keeps about itself: nothing.
struct nothing_noted {
    static void complete(run_info&) noexcept {}
};

/// The observer of a run without observers.
struct unwatched {
    template <std::size_t Item>
    static constexpr bool observes = false;
    using record = nothing_noted;
    static record noted() noexcept { return {}; }
    static constexpr bool counts = false;
    static void failed(std::size_t, bool, failure const&) noexcept {}
    static void stopped(std::size_t) noexcept {}
};

template <class Function>
inline constexpr bool is_member = false;
template <class Member, class Class>
inline constexpr bool is_member<Member Class::*> = true;

template <class Layout, std::size_t Step>
using step_inputs = std::make_index_sequence<
    solved<Layout::pipeline>.items[Layout::laid_out.steps[Step]].edge_count>;

/// Runs the node at `Step`, as a line of the same program written by hand does. If the node is
/// observed, `watch` runs it.
///
/// The plain call of a function (no guards, no operation, no context, no member) is written out
/// here: each function on the way to it would be instantiated and inlined for each node.
template <class Layout, std::size_t Step, class Watch, std::size_t... I>
[[gnu::always_inline]] inline bool step(frame<Layout> const& f,
                                        [[maybe_unused]] run_options const* options,
                                        [[maybe_unused]] Watch watch, std::index_sequence<I...>) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t t = Layout::laid_out.steps[Step];
    [[maybe_unused]] constexpr std::size_t first = solved<P>.items[t].first_edge;
    if constexpr (Layout::has_options)
        if (options->stop.stop_requested()) stop<Layout>(f.managed, Step, false, watch);
    if constexpr (Watch::template observes<t>) {
        watch.template step<Step>(f, options);
    } else {
        try {
            if constexpr (solved<P>.option_of[t]->shapes == 0 &&
                          !item_types<P, t>::call::has_context &&
                          !is_member<typename declaration_type<P, t>::function_type>) {
                using result = result_t<P, t>;
                if constexpr (std::is_void_v<result>)
                    declaration_of<P, t>.function(
                        static_cast<typename passed_as<value_t<P, solved<P>.edges[first + I]>,
                                                       giving_of_edge<Layout>[first + I]>::type>(
                            value_of<solved<P>.edges[first + I]>(f))...);
                else {
                    void* room = nullptr;
                    if constexpr (solved<P>.items[t].value_count == 1) // other nodes need it, too
                        room = std::addressof(value_of<solved<P>.items[t].first_value>(f));
                    else
                        room = std::addressof(slot_of<t>(f).value);
                    ::new (room) result(declaration_of<P, t>.function(
                        static_cast<typename passed_as<value_t<P, solved<P>.edges[first + I]>,
                                                       giving_of_edge<Layout>[first + I]>::type>(
                            value_of<solved<P>.edges[first + I]>(f))...));
                }
            } else if constexpr (Watch::counts) {
                auto counter = watch.template visitor<t>();
                compute<Step>(f, options, counter);
            } else {
                unvisited nobody;
                compute<Step>(f, options, nobody);
            }
        } catch (...) {
            fail_here<Layout>(f.managed, Step, watch);
        }
    }
    // A node that was asked to stop may return a partial value.
    if constexpr (Layout::has_options && item_types<P, t>::call::has_context)
        if (options->stop.stop_requested()) stop<Layout>(f.managed, Step, true, watch);
    if constexpr (schedule_of<Layout>.first_released[Step] !=
                  schedule_of<Layout>.first_released[Step + 1])
        release_step<Step>(f);
    return true;
}

} // namespace leat::detail
