// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/map_report.hpp>
#include <leat/graph/mistake.hpp>

#include <cstddef>
#include <type_traits>

namespace leat::detail {

constexpr bool is_input_fault(call_fault fault) {
    return fault == call_fault::loses_input || fault == call_fault::loses_start;
}

/// What an input becomes: the parameter, or the state of an iterate.
template <class Checked>
consteval auto input_becomes() {
    if constexpr (Checked::verdict.fault == call_fault::loses_start)
        return std::type_identity<typename Checked::call::state>{};
    else
        return std::type_identity<std::remove_cvref_t<typename element_of<
            typename Checked::call::parameters, Checked::verdict.argument>::type>>{};
}

/// Reports an input that can be passed, and should not. `First` is the first edge of the node.
template <auto const& P, class Where, class Checked, std::size_t First>
consteval bool report_input() {
    constexpr std::size_t argument = Checked::verdict.argument;
    using input =
        typename Where::template input<edge_name<P, First + first_input_of<Checked>() + argument>>;
    using given = typename element_of<typename given_to<Checked>::type, argument>::type;
    static_assert(
        refused_because<typename input::template gives<given>::template which_loses_a_part_as<
            typename decltype(input_becomes<Checked>())::type>>,
        "leat: a node takes a value as one of another type, which cannot hold all that it may be: "
        "a fraction, high digits, the sign, or (as a bool) nearly all would be lost. Take the type "
        "that is given, or convert it in a node of its own.");
    return true;
}

} // namespace leat::detail
