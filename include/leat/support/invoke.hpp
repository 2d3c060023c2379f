// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <type_traits>
#include <utility>

namespace leat::detail {

/// As `std::invoke`, whose header is a heavy one: calls a callable, or a member of its first
/// argument, which may be an object, a pointer to one or a reference wrapper.
template <class Function, class... Arguments>
[[gnu::always_inline]] constexpr decltype(auto) invoke(Function const& function,
                                                       Arguments&&... arguments) {
    return function(static_cast<Arguments&&>(arguments)...);
}

template <class Member, class Class, class Object, class... Arguments>
[[gnu::always_inline]] constexpr decltype(auto) invoke(Member Class::*member, Object&& object,
                                                       Arguments&&... arguments) {
    auto&& target = [&]() -> decltype(auto) {
        if constexpr (std::is_base_of_v<Class, std::remove_cvref_t<Object>>)
            return static_cast<Object&&>(object);
        else if constexpr (requires { *static_cast<Object&&>(object); })
            return *static_cast<Object&&>(object);
        else
            return object.get();
    }();
    using target_type = decltype(target);
    if constexpr (std::is_function_v<Member>)
        return (static_cast<target_type>(target).*member)(static_cast<Arguments&&>(arguments)...);
    else
        return static_cast<target_type>(target).*member;
}

} // namespace leat::detail
