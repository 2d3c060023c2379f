// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/errors.hpp>
#include <leat/run/frame.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

// ---- what goes into a call -------------------------------------------------------------------------

/// Whether this step is where a value may be moved from: its last use, owned by the run, and not
/// named twice by the node.
template <class Layout, std::size_t Step, std::size_t Edge>
consteval bool is_taken() {
    constexpr auto const& g = solved<Layout::pipeline>;
    constexpr std::size_t v = g.edges[Edge];
    constexpr item it = g.items[Layout::laid_out.steps[Step]];
    std::size_t uses = 0;
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) uses += g.edges[e] == v;
    return uses == 1 && Layout::laid_out.last_step[v] == Step && is_owned<Layout, v>;
}

/// Input `Input` of the node at `Step`, as the node takes it.
template <class Layout, std::size_t Step, std::size_t Input>
[[gnu::always_inline]] inline decltype(auto) pass(frame<Layout> const& f) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t t = Layout::laid_out.steps[Step];
    constexpr std::size_t edge = solved<P>.items[t].first_edge + Input;
    constexpr std::size_t v = solved<P>.edges[edge];
    constexpr passing how = item_types<P, t>::call::passings[Input];
    using type = value_t<P, v>;
    if constexpr (how == passing::shared) {
        return static_cast<type const&>(f.template value<v>());
    } else if constexpr (is_taken<Layout, Step, edge>()) {
        return static_cast<type&&>(f.template value<v>());
    } else if constexpr (how == passing::generic) {
        return static_cast<type const&>(f.template value<v>());
    } else {
        using where = typename mistake::pipeline<pipeline_name<P>>::template node<
            item_name<P, t>>::template input<value_name<P, v>>;
        static_assert(std::is_copy_constructible_v<type> ||
                          refused_because<typename where::template cannot_be_copied<type>>,
                      "leat: a node takes over a value that is used again, or that is only lent to the "
                      "run, and that cannot be copied. Take it as T const&, or bind it by std::move, or "
                      "declare the node that takes it over after the others.");
        if constexpr (how == passing::rvalue && std::is_copy_constructible_v<type>)
            return type(f.template value<v>());
        else
            return static_cast<type const&>(f.template value<v>());
    }
}

template <auto const& P, std::size_t Item>
inline constexpr auto const& function_of = declaration_at<Item>(P).function;

template <class Layout, std::size_t Step, std::size_t... Input>
[[gnu::always_inline]] inline decltype(auto) call(frame<Layout> const& f,
                                                     [[maybe_unused]] run_options const* options,
                                                     std::index_sequence<Input...>) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t t = Layout::laid_out.steps[Step];
    constexpr auto const& function = function_of<P, t>;
    if constexpr (std::is_member_pointer_v<std::remove_cvref_t<decltype(function)>>) {
        return std::invoke(function, pass<Layout, Step, Input>(f)...);
    } else if constexpr (item_types<P, t>::call::has_context) {
        context here(item_name<P, t>.view(), options);
        return function(pass<Layout, Step, Input>(f)..., here);
    } else {
        return function(pass<Layout, Step, Input>(f)...);
    }
}

// ---- what comes after it ---------------------------------------------------------------------------

/// Lets go of value `V` at its last use.
template <class Layout, std::size_t V, std::size_t Step>
[[gnu::always_inline]] inline void release(frame<Layout> const& f) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t maker = solved<P>.maker[V];
    using type = value_t<P, V>;
    if constexpr (std::is_void_v<type> || std::is_trivially_destructible_v<type>) {
        return;
    } else if constexpr (is_source<Layout>(V) || solved<P>.items[maker].value_count > 1) {
        // It is part of something that lives on: what it holds is moved out and destroyed.
        if constexpr (is_owned<Layout, V> && std::is_move_constructible_v<type>)
            [[maybe_unused]] type const gone(std::move(f.template value<V>()));
    } else {
        std::destroy_at(std::addressof(f.template slot_of<maker>().value));
    }
}

/// The values that nobody needs after a step.
template <class Layout, std::size_t Step>
struct released {
    static constexpr auto const& g = solved<Layout::pipeline>;
    static constexpr item const& it = g.items[Layout::laid_out.steps[Step]];

    static constexpr bool ends_here(std::size_t v) {
        return v != npos && Layout::laid_out.last_step[v] == Step;
    }
    // A result of several outputs that ends here is destroyed whole.
    static constexpr bool whole_ends_here(std::size_t v) {
        std::size_t const t = g.maker[v];
        return g.items[t].value_count > 1 && Layout::laid_out.runs[t] &&
               !Layout::known_request.bound[v] && lifetimes_of<Layout>.gone[t] == Step;
    }
    static constexpr bool seen_before(std::size_t edge) {
        for (std::size_t e = it.first_edge; e < edge; ++e)
            if (g.edges[e] == g.edges[edge]) return true;
        return false;
    }

    static constexpr std::size_t capacity = it.edge_count + it.value_count;
    struct lists {
        std::array<std::size_t, capacity> values{};
        std::size_t value_count = 0;
        std::array<std::size_t, capacity> wholes{};
        std::size_t whole_count = 0;
    };
    static constexpr lists list = [] {
        lists l;
        auto const add = [&l](std::size_t v) {
            if (!whole_ends_here(v)) {
                l.values[l.value_count++] = v;
                return;
            }
            for (std::size_t i = 0; i < l.whole_count; ++i)
                if (l.wholes[i] == g.maker[v]) return;
            l.wholes[l.whole_count++] = g.maker[v];
        };
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            if (ends_here(g.edges[e]) && !seen_before(e)) add(g.edges[e]);
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
            if (ends_here(v) && !Layout::known_request.bound[v]) add(v);
        // A step of which every output was bound elsewhere, or is bound in part, may end at once.
        if (it.value_count > 1 && lifetimes_of<Layout>.gone[Layout::laid_out.steps[Step]] == Step &&
            l.whole_count == 0)
            l.wholes[l.whole_count++] = Layout::laid_out.steps[Step];
        return l;
    }();
};

template <class Layout, std::size_t Step, std::size_t... V, std::size_t... W>
[[gnu::always_inline]] inline void release_all(frame<Layout> const& f, std::index_sequence<V...>,
                                                  std::index_sequence<W...>) {
    using these = released<Layout, Step>;
    (release<Layout, these::list.values[V], Step>(f), ...);
    (std::destroy_at(std::addressof(f.template slot_of<these::list.wholes[W]>().value)), ...);
}

// ---- when it fails ---------------------------------------------------------------------------------

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

/// Destroys the results that are alive while `step` runs.
template <class Layout, std::size_t... Item>
[[gnu::noinline, gnu::cold]] void abandon(slots<Layout::pipeline, std::index_sequence<Item...>>& managed,
                                          std::size_t step) {
    constexpr auto const& P = Layout::pipeline;
    std::array<managed_result, sizeof...(Item)> const all{
        {{std::addressof(static_cast<slot<P, Item>&>(managed).value), &destroy_as<result_t<P, Item>>,
          lifetimes_of<Layout>.born[Item], lifetimes_of<Layout>.gone[Item]}...}};
    for (managed_result const& r : all)
        if (r.born < step && r.gone >= step) r.destroy(r.at);
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
    for (std::size_t s = step + 1; s < p.step_count; ++s) names.push_back(name_of_item<P>(p.steps[s]));
    return names;
}

/// Ends the run: called while the exception of the node at `step` is handled.
template <class Layout>
[[noreturn, gnu::noinline, gnu::cold]] void fail(typename frame_of<Layout>::managed& managed,
                                                 std::size_t step) {
    constexpr auto const& P = Layout::pipeline;
    abandon<Layout>(managed, step);
    throw node_error(P.name.view(), name_of_item<P>(Layout::laid_out.steps[step]), current_message(),
                     names_after<P>(Layout::laid_out, step));
}

template <class Layout>
[[noreturn, gnu::noinline, gnu::cold]] void stop(typename frame_of<Layout>::managed& managed,
                                                 std::size_t step) {
    constexpr auto const& P = Layout::pipeline;
    abandon<Layout>(managed, step);
    throw run_stopped("the run of pipeline '" + std::string(P.name.view()) +
                      "' was asked to stop, and did before node '" +
                      name_of_item<P>(Layout::laid_out.steps[step]) + "'");
}

// ---- the step --------------------------------------------------------------------------------------

/// Runs the node at `Step`: what a line of the same program written by hand does.
template <class Layout, std::size_t Step>
[[gnu::always_inline]] inline bool step(frame<Layout> const& f, run_options const* options) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t t = Layout::laid_out.steps[Step];
    constexpr auto inputs = std::make_index_sequence<solved<P>.items[t].edge_count>{};
    if constexpr (Layout::has_options)
        if (options->stop.stop_requested()) stop<Layout>(f.managed, Step);
    try {
        if constexpr (std::is_void_v<result_t<P, t>>)
            call<Layout, Step>(f, options, inputs);
        else
            ::new (static_cast<void*>(std::addressof(f.template slot_of<t>().value)))
                result_t<P, t>(call<Layout, Step>(f, options, inputs));
    } catch (...) {
        fail<Layout>(f.managed, Step);
    }
    using ended = released<Layout, Step>;
    release_all<Layout, Step>(f, std::make_index_sequence<ended::list.value_count>{},
                              std::make_index_sequence<ended::list.whole_count>{});
    return true;
}

// An array initializer and no fold, as for the types: Clang limits a fold to 256.
template <class Layout, std::size_t... Step>
[[gnu::always_inline]] inline void run_steps(frame<Layout> const& f, run_options const* options,
                                             std::index_sequence<Step...>) {
    [[maybe_unused]] bool const done[] = {true, step<Layout, Step>(f, options)...};
}

} // namespace leat::detail
