// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/guarded.hpp>

#include <exception>
#include <type_traits>

namespace leat {
namespace detail {

/// Whether it is something to call, as far as that can be told of a generic one without inputs: a
/// pointer to a function, or an object without state.
template <class Instead>
inline constexpr bool may_be_function =
    std::is_member_pointer_v<Instead> || std::is_empty_v<Instead> ||
    (std::is_pointer_v<Instead> && std::is_function_v<std::remove_pointer_t<Instead>>);

template <class Instead>
struct fallback_guard {
    using is_guard = void;
    using held = Instead;
    static constexpr bool needs_inputs_again =
        may_be_function<Instead> && !std::is_invocable_v<Instead const&> &&
        !std::is_invocable_v<Instead const&, std::exception_ptr const&>;

    [[no_unique_address]] Instead instead;
};

} // namespace detail

/// What a node that throws returns in the end: a value, `fallback(Model{})`, or what a function
/// without state makes. The function takes nothing, the error as a `std::exception_ptr`, or what
/// the node takes.
///
/// The node counts as one that ran; its report says why it fell back. What it returned then is
/// never kept by a cache, nor for a resumed run, as it may succeed the next time.
template <class Instead>
consteval auto fallback(Instead instead) -> detail::fallback_guard<Instead> {
    return {instead};
}

} // namespace leat
