// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/fingerprint_archive.hpp>
#include <leat/serial/fingerprint_own.hpp>
#include <leat/serial/fingerprint_standard.hpp>
#include <leat/serial/hasher.hpp>
#include <leat/serial/met_objects.hpp>
#include <leat/serial/own.hpp>
#include <leat/support/type_name.hpp>

#include <memory>
#include <type_traits>

namespace leat::detail {

/// Behind a pointer to `T` may be a class that derives from it, with members that nobody here
/// knows of.
template <class T>
struct classes_derived_from {
    classes_derived_from() = delete; // nor has it a fingerprint
};

template <class T>
concept seen_as_base = std::is_polymorphic_v<T> && !std::is_final_v<T> && !own_fingerprint<T>;

template <class T>
consteval auto parts_behind_pointer() {
    if constexpr (!seen_as_base<std::remove_const_t<T>>)
        return type_list<std::remove_const_t<T>>{}; // void and arrays have none
    else if constexpr (self_serializing<std::remove_const_t<T>>)
        return type_list<>{};
    else
        return type_list<classes_derived_from<std::remove_const_t<T>>>{};
}

// Boost.Serialization finds out which class is behind a base class.
template <class T>
void feed_object(hasher& to, T const* target) {
    check_stack("take the fingerprint of a", spelled<T>());
    if constexpr (seen_as_base<T>)
        feed_archive(to, target);
    else
        detail::feed(to, *target);
}

/// 0 for none; 1, then what is pointed to.
template <class T>
void feed_owned(hasher& to, T const* target) {
    feed_number(to, target != nullptr);
    if (target) feed_object(to, target);
}

/// 0 for none; 1, then what is pointed to; 2, then the number of an object that was met before; 3,
/// then that number and what is there, where it was met as another type only.
template <class T>
void feed_shared(hasher& to, T const* target) {
    constexpr void const* type = &type_mark<std::conditional_t<seen_as_base<T>, void, T>>;
    if (!target) {
        feed_number(to, false);
    } else if (met_objects::meet(to, whole_object(target), type)) {
        met_objects::behind const now(to);
        feed_object(to, target);
    }
}

template <class T>
struct pointer_rule {
    using parts = decltype(parts_behind_pointer<T>());
};

template <class T, class Deleter>
struct fingerprint_rule<std::unique_ptr<T, Deleter>> : pointer_rule<T> {
    static void feed(hasher& to, std::unique_ptr<T, Deleter> const& value) {
        std::remove_const_t<T> const* const target = value.get();
        feed_owned(to, target);
    }
};
template <class T>
struct fingerprint_rule<std::shared_ptr<T>> : pointer_rule<T> {
    static void feed(hasher& to, std::shared_ptr<T> const& value) {
        std::remove_const_t<T> const* const target = value.get();
        feed_shared(to, target);
    }
};
template <class T>
struct fingerprint_rule<std::weak_ptr<T>> : pointer_rule<T> {
    static void feed(hasher& to, std::weak_ptr<T> const& value) {
        std::shared_ptr<T> const target = value.lock();
        detail::feed(to, target);
    }
};

} // namespace leat::detail
