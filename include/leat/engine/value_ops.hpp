// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/is_copied.hpp>
#include <leat/support/type_name.hpp>

#include <cstddef>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// What a run must be able to do with a value, without knowing its type: one table for each C++
/// type. A function is null where the type cannot do it, or where there is nothing to do.
struct value_ops {
    std::size_t size = 0; ///< in bytes; 0 of void
    std::size_t align = 1;
    std::string_view type{};                            ///< as it is spelled: "double"
    void (*destroy)(void* at) noexcept = nullptr;       ///< null: trivial
    void (*move)(void* to, void* from) = nullptr;       ///< makes a value at `to`
    void (*copy)(void* to, void const* from) = nullptr; ///< the same
    void (*discard)(void* from) noexcept = nullptr;     ///< moves the value out and destroys it
    bool is_changed_by_move = false; ///< what was moved from is not the value any more
};

template <class T>
void destroy_value(void* at) noexcept {
    std::destroy_at(static_cast<T*>(at));
}
template <class T>
void move_value(void* to, void* from) {
    ::new (to) T(std::move(*static_cast<T*>(from)));
}
template <class T>
void copy_value(void* to, void const* from) {
    ::new (to) T(*static_cast<T const*>(from));
}
template <class T>
void discard_value(void* from) noexcept {
    [[maybe_unused]] T const ended(std::move(*static_cast<T*>(from)));
}

template <class T>
consteval value_ops make_value_ops() {
    value_ops made;
    made.type = spelled<T>();
    if constexpr (!std::is_void_v<T>) {
        made.size = sizeof(T);
        made.align = alignof(T);
        made.is_changed_by_move = !std::is_trivially_copyable_v<T>;
        if constexpr (!std::is_trivially_destructible_v<T>) made.destroy = &destroy_value<T>;
        if constexpr (std::is_move_constructible_v<T>) made.move = &move_value<T>;
        if constexpr (is_copied<T>) made.copy = &copy_value<T>;
        if constexpr (!std::is_trivially_destructible_v<T> &&
                      std::is_nothrow_move_constructible_v<T>)
            made.discard = &discard_value<T>;
    }
    return made;
}

template <class T>
inline constexpr value_ops value_ops_of = make_value_ops<T>();

} // namespace leat::detail
