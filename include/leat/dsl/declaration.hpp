// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>
#include <leat/dsl/options.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <span>

namespace leat::detail {

/// What a declaration makes: a value that the run is given, one with a default, or a node's
/// outputs.
enum class kind : unsigned char { input, param, node };

/// How much an element adds to the graph; sizes its arrays.
struct element_counts {
    std::size_t items = 0;  ///< declarations: inputs, params, nodes
    std::size_t values = 0; ///< what they make
    std::size_t edges = 0;  ///< inputs of all nodes
    std::size_t kept = 0;   ///< names in keep()
    std::size_t chars = 0;  ///< room for the names that a namespace makes longer

    constexpr element_counts& operator+=(element_counts const& other) {
        items += other.items;
        values += other.values;
        edges += other.edges;
        kept += other.kept;
        chars += other.chars;
        return *this;
    }
};

/// The part of a declaration that is plain data. A declaration's own type adds the function or the
/// value's type to it; whoever looks at names and options looks at this base, so that reading a
/// pipeline of 1,000 nodes instantiates one function for each pair of counts, not for each node.
template <std::size_t Outputs, std::size_t Inputs>
struct declaration {
    detail::kind kind;
    std::array<name, Outputs> outputs;
    std::array<name, Inputs> inputs;
    leat::options options{};
};

/// The same with the counts erased, as the solver reads it. Refers to the declaration.
struct declaration_view {
    detail::kind kind;
    std::span<name const> outputs;
    std::span<name const> inputs;
    leat::options const* options;
};

template <std::size_t Outputs, std::size_t Inputs>
constexpr declaration_view view_of(declaration<Outputs, Inputs> const& d) {
    return {d.kind, {d.outputs.data(), Outputs}, {d.inputs.data(), Inputs}, &d.options};
}

template <class T>
concept declared = requires { typename T::is_declaration; };

} // namespace leat::detail

namespace leat {

/// `node(...) | cached | version(2)`: the declaration with one more option.
template <detail::declared Declaration, option Option>
consteval Declaration operator|(Declaration declaration, Option const& added) {
    added.apply(declaration.options);
    return declaration;
}

} // namespace leat
