// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/node.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>
#include <type_traits>

namespace leat {
namespace detail {

/// An input of a map that is a range, of which it takes the elements one by one.
struct each_input {
    name value;
};

template <class Input>
inline constexpr bool is_each = std::is_same_v<Input, each_input>;

template <class Input>
consteval name name_of_input(Input const& input) {
    if constexpr (is_each<Input>)
        return input.value;
    else
        return name(input);
}

template <class Mapper, class... Inputs>
struct map_call; // graph/map_call.hpp
template <class Operands>
struct map_run; // run/map_run.hpp

/// The operation that calls `Function` for each element. `Each` says of every input whether it is
/// taken by element.
template <class Function, bool... Each>
struct mapper {
    template <class... Inputs>
    struct call : map_call<mapper, Inputs...> {};

    template <class Operands>
    [[gnu::always_inline]] static auto run(Operands const& operands) {
        return map_run<Operands>::run(operands);
    }

    /// What of it is part of a static key.
    static constexpr void feed_key(digest_builder& to) {
        to.text("map");
        (to.number(Each ? 1 : 0), ...);
    }

    [[no_unique_address]] Function function;
};

consteval options mapping() {
    options made;
    made.be(shape::operates);
    return made;
}

template <class... Inputs>
consteval void require_each() {
    static_assert((is_each<Inputs> || ...),
                  "leat: a map has nothing to go over. Write leat::each(\"name\") for the input "
                  "whose elements it takes one by one, or declare a leat::node.");
}

} // namespace detail

/// Says that a map takes the elements of this value one by one: `each("parts")`.
consteval detail::each_input each(name value) { return {value}; }

/// Declares a map: `map("scores", score, each("parts"), "model")` makes the value `scores`, a
/// `std::vector` of `score(part, model)` for every `part` of the range `parts`, in its order. A
/// function that returns `void` makes a sink. Of several `each` the ranges are gone through
/// together, and have to be of one length. The inputs without `each` are passed whole.
///
/// The function takes an element as `T const&`, or as `T`, which copies it; `leat::context&` may
/// be its last parameter. Options follow after `|` as for a node. Where the session has
/// `leat::parallel`, elements are worked on at the same time, so the function must allow that.
///
/// When an element throws, no more are begun, and the error says which one it was. When a stop is
/// requested, no more are begun either, and the run ends as stopped.
///
/// Requires: a function without state; at least one `each`, of a value that is a
/// `std::ranges::input_range`. Cost: that of the same loop by hand.
template <class Function, class... Inputs>
consteval auto map(name n, Function function, Inputs const&... inputs)
    -> node_declaration<detail::mapper<Function, detail::is_each<Inputs>...>, 1,
                        sizeof...(Inputs)> {
    detail::require_stateless<Function>();
    detail::require_each<Inputs...>();
    return {{detail::kind::node, {n}, {detail::name_of_input(inputs)...}, detail::mapping()},
            {function}};
}

template <class Function, class... Inputs>
consteval auto map(name n, detail::sourced<Function> function, Inputs const&... inputs)
    -> node_declaration<detail::mapper<Function, detail::is_each<Inputs>...>, 1,
                        sizeof...(Inputs)> {
    return detail::with_source(map(n, function.function, inputs...), function.source);
}

} // namespace leat
