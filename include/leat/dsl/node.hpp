// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/declaration.hpp>
#include <leat/dsl/outputs.hpp>
#include <leat/dsl/source.hpp>

#include <type_traits>

namespace leat {

/// The declaration of a node: a function, the names of what it takes and of what it makes. Made by
/// `leat::node`. Its type is its function and two counts; names and options are values in it.
template <class Function, std::size_t Outputs, std::size_t Inputs>
struct node_declaration : detail::declaration<Outputs, Inputs> {
    using is_declaration = void;
    using function_type = Function;
    static constexpr detail::element_counts counts{1, Outputs, Inputs, 0, 0};

    [[no_unique_address]] Function function;
};

namespace detail {

template <class Function>
consteval void require_stateless() {
    // Asked of the compiler itself first, as of most nodes nothing else has to be asked.
    if constexpr (!__is_empty(Function))
        static_assert(
            std::is_pointer_v<Function> || std::is_member_pointer_v<Function>,
            "leat: a node's function has state. Take what it captures as an input or a param of "
            "the node, so that the graph, the cache and the record know of it.");
}

template <class Declaration>
consteval Declaration with_source(Declaration declaration, digest const& source) {
    declaration.options.sourced = true;
    declaration.options.source = source;
    return declaration;
}

} // namespace detail

/// Declares a node: `node("model", fit, "train", "ridge")` makes the value `model` by calling
/// `fit(train, ridge)`.
///
/// `function` is a function, a lambda without captures, an empty function object or a member
/// pointer. It takes its inputs as `T const&` (shared), or as `T` or `T&&` (taken over: moved from
/// when this is the last use, copied otherwise), and may take a `leat::context&` as its last
/// parameter. When it returns `void` the node is a sink, run for its effect.
template <class Function, class... Inputs>
consteval auto node(name n, Function function, Inputs const&... inputs)
    -> node_declaration<Function, 1, sizeof...(Inputs)> {
    detail::require_stateless<Function>();
    return {{detail::kind::node, {n}, {name(inputs)...}, {}}, function};
}

template <class Function, class... Inputs>
consteval auto node(name n, detail::sourced<Function> function, Inputs const&... inputs)
    -> node_declaration<Function, 1, sizeof...(Inputs)> {
    return detail::with_source(node(n, function.function, inputs...), function.source);
}

/// Declares a node of which each part of the result becomes a value of its own.
template <std::size_t Count, class Function, class... Inputs>
consteval auto node(output_names<Count> const& names, Function function, Inputs const&... inputs)
    -> node_declaration<Function, Count, sizeof...(Inputs)> {
    detail::require_stateless<Function>();
    return {{detail::kind::node, names.names, {name(inputs)...}, {}}, function};
}

template <std::size_t Count, class Function, class... Inputs>
consteval auto node(output_names<Count> const& names, detail::sourced<Function> function,
                    Inputs const&... inputs)
    -> node_declaration<Function, Count, sizeof...(Inputs)> {
    return detail::with_source(node(names, function.function, inputs...), function.source);
}

} // namespace leat
