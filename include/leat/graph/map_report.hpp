// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/map_call.hpp>
#include <leat/graph/mistake.hpp>
#include <leat/graph/types.hpp>

#include <cstddef>

namespace leat::detail {

/// The types of what a node's function is called with: of the node's inputs, or for a map those of
/// elements.
template <class Checked>
struct given_to {
    using type = typename Checked::inputs;
};
template <class Checked>
    requires requires { typename Checked::call::given; }
struct given_to<Checked> {
    using type = typename Checked::call::given;
};

/// The place of the first input that is looked at: that of a branch is one of those of its choose.
template <class Checked>
consteval std::size_t first_input_of() {
    if constexpr (requires { Checked::first_input; })
        return Checked::first_input;
    else
        return 0;
}

/// The argument at fault by its number, and by the name of the value that flows in. `First` is the
/// first edge of the node; a context comes from none.
template <auto const& P, class Where, class Checked, std::size_t First>
consteval auto find_argument() {
    constexpr std::size_t argument = Checked::verdict.argument;
    if constexpr (argument < given_to<Checked>::type::size)
        return std::type_identity<typename Where::template argument<
            argument + 1, edge_name<P, First + first_input_of<Checked>() + argument>>>{};
    else
        return std::type_identity<typename Where::template argument<argument + 1>>{};
}
template <auto const& P, class Where, class Checked, std::size_t First>
using argument_at = typename decltype(find_argument<P, Where, Checked, First>())::type;

constexpr bool is_map_fault(call_fault fault) {
    return fault == call_fault::no_range || fault == call_fault::cannot_copy ||
           fault == call_fault::immovable_element;
}

/// Reports a mistake that only a map can have. `First` is the first edge of the node.
template <auto const& P, class Where, class Checked, std::size_t First>
consteval bool report_map() {
    constexpr call_verdict verdict = Checked::verdict;
    if constexpr (verdict.fault == call_fault::no_range) {
        using input = typename Where::template input<edge_name<P, First + verdict.argument>>;
        using type = typename element_of<typename Checked::inputs, verdict.argument>::type;
        static_assert(refused_because<typename input::template is_no_range<type>>,
                      "leat: each() names a value that is no range, so it has no elements to go "
                      "over. Name a range, or leave each() out to pass the value whole.");
    } else if constexpr (verdict.fault == call_fault::cannot_copy) {
        using type = typename element_of<typename Checked::call::given, verdict.argument>::type;
        using argument = argument_at<P, Where, Checked, First>;
        static_assert(refused_because<typename argument::template cannot_be_copied<type>>,
                      "leat: a map's function takes over a value that cannot be copied, and it is "
                      "called for each element. Take it as T const&.");
    } else {
        using type = typename Checked::call::element_result;
        static_assert(refused_because<typename Where::template returns_immovable<type>>,
                      "leat: a map's function returns what cannot be moved, so it cannot be put "
                      "into a vector. Return a type that can be moved, or a std::unique_ptr to "
                      "it.");
    }
    return true;
}

} // namespace leat::detail
