// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/call.hpp>
#include <leat/graph/parts.hpp>
#include <leat/graph/solve.hpp>

#include <type_traits>
#include <utility>

namespace leat::detail {

template <auto const& P, std::size_t Item>
struct item_types;

template <auto const& P, std::size_t Value>
struct value_types {
    static constexpr std::size_t maker = solved<P>.maker[Value];
    static constexpr std::size_t output = Value - solved<P>.items[maker].first_value;
    using type = typename item_types<P, maker>::template output_type<output>;
};

/// The type of the value with that index in pipeline `P`. Requires: `force_types<P>` has been run, or
/// the types of what it is made from are known, so that nothing recurses along a chain.
template <auto const& P, std::size_t Value>
using value_t = typename value_types<P, Value>::type;

template <auto const& P, std::size_t Edge>
consteval auto edge_type() {
    if constexpr (solved<P>.edges[Edge] == npos)
        return std::type_identity<unknown_value>{};
    else
        return std::type_identity<value_t<P, solved<P>.edges[Edge]>>{};
}

/// What a node's result says about its outputs.
enum class result_fault : unsigned char { none, no_parts, number_of_parts };

template <auto const& P, std::size_t Item, class Edges>
struct node_types;

template <auto const& P, std::size_t Item, std::size_t... J>
struct node_types<P, Item, std::index_sequence<J...>> {
    static constexpr item const& at = solved<P>.items[Item];
    using declaration_type = std::remove_cvref_t<decltype(declaration_at<Item>(P))>;
    using function = typename declaration_type::function_type;
    using inputs = types<typename decltype(edge_type<P, at.first_edge + J>())::type...>;

    // After a mistake in what flows in, nothing more is said of the nodes that it flows into.
    static constexpr bool known =
        !(std::is_same_v<typename decltype(edge_type<P, at.first_edge + J>())::type, unknown_value> ||
          ...);
    using call = call_of<function, typename decltype(edge_type<P, at.first_edge + J>())::type...>;

    static consteval call_verdict judge() {
        if constexpr (known)
            return call::verdict;
        else
            return {};
    }
    static constexpr call_verdict verdict = judge();

    static consteval auto result_type() {
        if constexpr (!known || verdict.fault != call_fault::none)
            return std::type_identity<unknown_value>{};
        else
            return std::type_identity<typename call::result>{};
    }
    using result = typename decltype(result_type())::type;

    static constexpr result_fault parts = [] {
        if constexpr (at.value_count == 1 || std::is_same_v<result, unknown_value>)
            return result_fault::none;
        else if constexpr (part_count<result>() == 0)
            return result_fault::no_parts;
        else
            return part_count<result>() == at.value_count ? result_fault::none
                                                          : result_fault::number_of_parts;
    }();

    template <std::size_t Output>
    static consteval auto output() {
        if constexpr (at.value_count == 1)
            return std::type_identity<result>{};
        else if constexpr (parts != result_fault::none || std::is_same_v<result, unknown_value>)
            return std::type_identity<unknown_value>{};
        else
            return std::type_identity<part_type<Output, result>>{};
    }
    template <std::size_t Output>
    using output_type = typename decltype(output<Output>())::type;

    static constexpr bool ok = verdict.fault == call_fault::none && parts == result_fault::none;
};

template <auto const& P, std::size_t Item>
struct source_types {
    using result = typename std::remove_cvref_t<decltype(declaration_at<Item>(P))>::value_type;
    template <std::size_t>
    using output_type = result;
    static constexpr bool ok = true;
};

template <auto const& P, std::size_t Item>
    requires(solved<P>.items[Item].kind != kind::node)
struct item_types<P, Item> : source_types<P, Item> {};

template <auto const& P, std::size_t Item>
    requires(solved<P>.items[Item].kind == kind::node)
struct item_types<P, Item>
    : node_types<P, Item, std::make_index_sequence<solved<P>.items[Item].edge_count>> {};

// An array initializer, as its elements are instantiated one after the other in the order of the
// graph: so the depth of instantiation stays the same for a chain of any length. (A fold would meet
// Clang's limit on brackets, a recursion the one on depth.)
template <auto const& P, std::size_t... Step>
consteval auto force_in_order(std::index_sequence<Step...>) {
    return std::array<bool, sizeof...(Step)>{item_types<P, solved<P>.order[Step]>::ok...};
}

/// Whether each step's types are right; computing it settles the type of every value.
template <auto const& P>
inline constexpr auto types_ok =
    force_in_order<P>(std::make_index_sequence<counts_of<P>.items>{});

// Which values are void: those of sinks.
template <auto const& P, std::size_t... V>
consteval auto find_void(std::index_sequence<V...>) {
    return std::array<bool, sizeof...(V)>{std::is_void_v<value_t<P, V>>...};
}
template <auto const& P>
inline constexpr auto is_void_value = find_void<P>(std::make_index_sequence<counts_of<P>.values>{});

} // namespace leat::detail
