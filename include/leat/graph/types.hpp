// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/call.hpp>
#include <leat/graph/parts.hpp>
#include <leat/graph/solve.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace leat::detail {

// The inputs of a node, by number; void for an input or a param.
template <auto const& P, std::size_t Item>
using input_numbers =
    std::conditional_t<solved<P>.items[Item].kind == kind::node,
                       std::make_index_sequence<solved<P>.items[Item].edge_count>, void>;

/// What is known of the types of one item. What is said of a call depends on the types in it alone,
/// and is in a base that items of one signature share: a class for each node is what a large
/// pipeline costs the compiler.
template <auto const& P, std::size_t Item, class Inputs = input_numbers<P, Item>>
struct item_types;

template <auto const& P>
constexpr bool is_only_output(std::size_t v) {
    return v == npos || solved<P>.items[solved<P>.maker[v]].value_count == 1;
}

template <auto const& P, std::size_t Value, bool Only = is_only_output<P>(Value)>
struct value_types {
    using type = typename item_types<P, solved<P>.maker[Value]>::result;
};
template <auto const& P, std::size_t Value>
struct value_types<P, Value, false> {
    static constexpr std::size_t maker = solved<P>.maker[Value];
    using type =
        typename item_types<P, maker>::template part<Value - solved<P>.items[maker].first_value>;
};
template <auto const& P>
struct value_types<P, npos, true> {
    using type = unknown_value;
};

/// The type of the value with that index in pipeline `P`; `unknown_value` after a mistake.
/// Requires: the types of what it is made from are settled (`types_ok`), so that nothing recurses
/// along a chain.
template <auto const& P, std::size_t Value>
using value_t = typename value_types<P, Value>::type;

/// What a node's result says about its outputs.
enum class result_fault : unsigned char { none, no_parts, number_of_parts, reference_part };

template <class Result, std::size_t Outputs>
consteval result_fault parts_fault() {
    if constexpr (Outputs == 1 || std::is_same_v<Result, unknown_value>)
        return result_fault::none;
    else if constexpr (part_count<Result>() == 0)
        return result_fault::no_parts;
    else if constexpr (part_count<Result>() != Outputs)
        return result_fault::number_of_parts;
    else // what it refers to may be gone, or be somebody else's
        return has_reference_part<Result>() ? result_fault::reference_part : result_fault::none;
}

template <class Result, std::size_t Output, bool Known>
struct part_or_unknown {
    using type = unknown_value;
};
template <class Result, std::size_t Output>
struct part_or_unknown<Result, Output, true> {
    using type = part_type<Output, Result>;
};

/// The call of a node with what flows in. After a mistake in that nothing more is said of the nodes
/// that it flows into.
struct unknown_call {
    static constexpr call_verdict verdict{};
    static constexpr passing passings[1]{};
    static constexpr bool has_context = false;
    using result = unknown_value;
};
template <bool Operation, bool Known>
struct node_call {
    template <class Function, class... Inputs>
    using type = unknown_call;
};
template <>
struct node_call<false, true> {
    template <class Function, class... Inputs>
    using type = call_with<Function, Inputs...>;
};
template <>
struct node_call<true, true> {
    template <class Function, class... Inputs>
    using type = typename Function::template call<Inputs...>;
};
/// Whether an item is an operation: a map, a choose or an iterate, which decide themselves which of
/// their inputs they use, and how often they call the functions that they hold. Its function type
/// has a `call<Inputs...>` with what `known_call` has, and its `run(operands)` makes the result,
/// where `operands` gives each input when it is asked for. A value, and not asked of the function's
/// type: that is one question less of the compiler for each node.
template <auto const& P>
constexpr bool is_operation(std::size_t item) {
    return solved<P>.option_of[item]->is(shape::operates);
}

template <class Call, class Inputs, std::size_t Outputs>
struct node_types {
    using call = Call;
    using inputs = Inputs;
    static constexpr call_verdict verdict = call::verdict;
    static constexpr auto const& how = call::passings;
    using result =
        std::conditional_t<verdict.fault == call_fault::none, typename call::result, unknown_value>;

    static constexpr std::size_t outputs = Outputs;
    static constexpr result_fault parts = parts_fault<result, outputs>();
    static constexpr bool ok = verdict.fault == call_fault::none && parts == result_fault::none;

    template <std::size_t Output>
    using part = typename part_or_unknown<result, Output,
                                          parts == result_fault::none &&
                                              !std::is_same_v<result, unknown_value>>::type;
};

template <auto const& P, std::size_t Item>
using declaration_type = std::remove_cvref_t<decltype(declaration_of<P, Item>)>;

template <auto const& P, std::size_t Item, std::size_t... J>
struct item_types<P, Item, std::index_sequence<J...>>
    : node_types<
          typename node_call<
              is_operation<P>(Item),
              (!std::is_same_v<value_t<P, solved<P>.edges[solved<P>.items[Item].first_edge + J]>,
                               unknown_value> &&
               ...)>::
              template type<typename declaration_type<P, Item>::function_type,
                            value_t<P, solved<P>.edges[solved<P>.items[Item].first_edge + J]>...>,
          types<value_t<P, solved<P>.edges[solved<P>.items[Item].first_edge + J]>...>,
          solved<P>.items[Item].value_count> {};

template <auto const& P, std::size_t Item>
struct item_types<P, Item, void> {
    static constexpr std::array<passing, 1> how{};
    using result = typename declaration_type<P, Item>::value_type;
    static constexpr bool ok = true;
};

// An array initializer, as its elements are instantiated one after the other in the order of the
// graph: so the depth of instantiation stays the same for a chain of any length. (A fold would meet
// Clang's limit on brackets, a recursion the one on depth.)
template <auto const& P, std::size_t... Step>
consteval auto force_in_order(std::index_sequence<Step...>) {
    return std::array<bool, sizeof...(Step)>{item_types<P, solved<P>.order[Step]>::ok...};
}

/// Whether the inputs of a node may be needed again after a call of its function.
template <auto const& P>
constexpr bool is_called_again(std::size_t item) {
    return solved<P>.option_of[item]->is(shape::called_again);
}

/// Whether one call of a node uses the values of both edges: of the branches of a choose only one
/// is called.
template <auto const& P>
constexpr bool used_together(std::size_t item, std::size_t one, std::size_t other) {
    std::uint8_t const* const branches = solved<P>.option_of[item]->branches;
    std::size_t const first = solved<P>.items[item].first_edge;
    return !branches || branches[one - first] == 0 || branches[other - first] == 0 ||
           branches[one - first] == branches[other - first];
}

/// Whether any node has a guard.
template <auto const& P>
inline constexpr bool has_guards = [] {
    for (options const* o : solved<P>.option_of)
        if (o->is(shape::guarded)) return true;
    return false;
}();

/// Whether each step's types are right; computing it settles the type of every value.
template <auto const& P>
inline constexpr auto types_ok = force_in_order<P>(std::make_index_sequence<counts_of<P>.items>{});

// Which values are void: those of sinks.
template <auto const& P, std::size_t... V>
consteval auto find_void(std::index_sequence<V...>) {
    return std::array<bool, sizeof...(V)>{std::is_void_v<value_t<P, V>>...};
}
template <auto const& P>
inline constexpr auto is_void_value = find_void<P>(std::make_index_sequence<counts_of<P>.values>{});

} // namespace leat::detail
