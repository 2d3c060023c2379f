// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/cell.hpp>
#include <leat/run/frame.hpp>
#include <leat/run/step.hpp>
#include <leat/support/is_copied.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

// The values that such a run may find outside: what is bound, and every param.
template <class Layout>
inline constexpr auto is_outside = [] {
    std::array<bool, Layout::size.values> flags{};
    for (std::size_t v = 0; v < flags.size(); ++v) flags[v] = is_source<Layout>(v);
    return flags;
}();
template <class Layout>
using outside_values = typename indices_where<is_outside<Layout>>::type;

/// The memory of a run that is laid out at run time: a cell for each value, and what came with the
/// call.
template <class Layout>
struct dynamic_frame {
    static constexpr auto const& P = Layout::pipeline;

    all_cells<Layout::pipeline>& made;
    sources<Layout, outside_values<Layout>>& outside;
    plan<Layout::size> const& laid_out;
    std::array<bool, Layout::size.values> const& bound; ///< not made by its node, which may run
    std::array<bool, Layout::size.values>& gone;        ///< came with the call, and was given up
    std::size_t const* uses = nullptr; ///< of each value, the nodes that may still need it, where
                                       ///< several run at the same time

    template <std::size_t V>
    auto& cell() const {
        return static_cast<value_cell<Layout::pipeline, V>&>(made);
    }
    template <std::size_t V>
    auto& value() const {
        if constexpr (is_source<Layout>(V))
            return static_cast<source<Layout, V>&>(outside).held.get();
        else
            return cell<V>().value();
    }
};

template <class T>
[[noreturn]] T refuse_copy(std::string_view pipeline, std::string_view node,
                           std::string_view value) {
    throw error("in this run of pipeline '" + std::string(pipeline) + "' node '" +
                std::string(node) + "' takes over value '" + std::string(value) +
                "', which is used again or only lent to the run and cannot be copied; take it as "
                "T const&");
}

/// For each input of an item whether its function may move from it, as nobody else needs it any
/// more. To be asked right before the function is called.
template <std::size_t Item, class Layout>
auto find_taken(dynamic_frame<Layout> const& f, std::size_t step) {
    constexpr item it = solved<Layout::pipeline>.items[Item];
    std::array<bool, it.edge_count> taken{};
    if (is_called_again<Layout::pipeline>(Item)) return taken;
    for (std::size_t i = 0; i < it.edge_count; ++i) {
        std::size_t const v = solved<Layout::pipeline>.edges[it.first_edge + i];
        std::size_t uses = 0;
        for (std::size_t j = 0; j < it.edge_count; ++j)
            uses += solved<Layout::pipeline>.edges[it.first_edge + j] == v &&
                    used_together<Layout::pipeline>(Item, it.first_edge + i, it.first_edge + j);
        taken[i] = uses == 1 && f.laid_out.last_step[v] == step && (!f.uses || f.uses[v] <= 1);
    }
    return taken;
}

/// Input `Input` of an item, as its function takes it: moved when it may be.
template <std::size_t Item, std::size_t Input, class Layout>
decltype(auto) pass_dynamic(dynamic_frame<Layout> const& f, bool may_take) {
    constexpr auto const& P = Layout::pipeline;
    constexpr item it = solved<P>.items[Item];
    constexpr std::size_t v = solved<P>.edges[it.first_edge + Input];
    constexpr passing how = item_types<P, Item>::call::passings[Input];
    using type = value_t<P, v>;
    auto& value = f.template value<v>();
    if constexpr (how == passing::shared || how == passing::generic) {
        return static_cast<type const&>(value);
    } else {
        constexpr bool owned = !std::is_const_v<std::remove_reference_t<decltype(value)>>;
        if constexpr (owned)
            if (may_take) {
                f.gone[v] = is_source<Layout>(v) && !std::is_trivially_copyable_v<type>;
                return type(std::move(value));
            }
        if constexpr (is_copied<type>)
            return type(value);
        else
            return refuse_copy<type>(P.name.view(), item_name<P, Item>.view(),
                                     value_name<P, v>.view());
    }
}

/// Each part of a result becomes a value of its own.
template <std::size_t First, class Layout, class Whole, std::size_t... I>
void fill_parts(dynamic_frame<Layout> const& f, Whole& whole, std::index_sequence<I...>) {
    [[maybe_unused]] auto const one =
        [&]<std::size_t Part>(std::integral_constant<std::size_t, Part>) {
            if (f.bound[First + Part]) return; // another value stands for it
            f.template cell<First + Part>().fill(
                [&]() -> decltype(auto) { return std::move(part<Part>(whole)); });
        };
    (one(std::integral_constant<std::size_t, I>{}), ...);
}

/// Calls the function of an item, and puts what it returns into the cells of its values.
template <std::size_t Item, class Layout, class Visit, class Taken>
void compute_dynamic(dynamic_frame<Layout> const& f, [[maybe_unused]] Taken const& taken,
                     run_options const* options, Visit& visit) {
    constexpr auto const& P = Layout::pipeline;
    constexpr item it = solved<P>.items[Item];
    using made = result_t<P, Item>;
    auto const compute = [&]() -> made {
        return call<P, Item>(
            visit, options,
            [&]<std::size_t I>(std::integral_constant<std::size_t, I>) -> decltype(auto) {
                return pass_dynamic<Item, I>(f, taken[I]);
            });
    };
    if constexpr (std::is_void_v<made>) {
        compute();
    } else if constexpr (it.value_count == 1) {
        f.template cell<it.first_value>().fill(compute);
    } else {
        made whole = compute();
        fill_parts<it.first_value>(f, whole, std::make_index_sequence<it.value_count>{});
    }
}

/// Lets go of value `V`.
template <std::size_t V, class Layout>
void release_dynamic(dynamic_frame<Layout> const& f) {
    using type = value_t<Layout::pipeline, V>;
    f.template cell<V>().reset();
    if constexpr (is_source<Layout>(V)) { // what the caller gave up is moved out and destroyed
        if constexpr (is_owned_source<Layout>[V] && !needs_no_end<type> &&
                      std::is_nothrow_move_constructible_v<type>) {
            f.gone[V] = true;
            [[maybe_unused]] type const ended(std::move(f.template value<V>()));
        }
    }
}

/// Takes into its cell a kept value that came with the call.
template <std::size_t V, class Layout>
void keep_source(dynamic_frame<Layout> const& f) {
    if constexpr (is_source<Layout>(V)) {
        using type = value_t<Layout::pipeline, V>;
        if constexpr (is_owned_source<Layout>[V])
            f.template cell<V>().fill([&]() -> type { return std::move(f.template value<V>()); });
        else if constexpr (is_copied<type>)
            f.template cell<V>().fill([&]() -> type { return f.template value<V>(); });
    }
}

} // namespace leat::detail
