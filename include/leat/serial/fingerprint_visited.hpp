// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/hasher.hpp>

#include <cstddef>

namespace leat::detail {

/// Stands for a type where types are told apart at run time.
template <class T>
inline constexpr char visited_type = 0;

/// Says that an object behind a shared pointer is being fed, for as long as it lives, so that a
/// circle of pointers comes to an end.
struct visited {
    template <class T>
    visited(hasher& to, T const* object)
        : object_(object), type_(&visited_type<T>), before_(to.path_), to_(to) {
        to.path_ = this;
    }
    visited(visited const&) = delete;
    visited& operator=(visited const&) = delete;
    ~visited() { to_.path_ = before_; }

    /// How many pointers ago `object` was entered, from 1; 0 when it was not.
    template <class T>
    static std::size_t ago(hasher const& to, T const* object) noexcept {
        std::size_t steps = 1;
        for (visited const* at = to.path_; at; at = at->before_, ++steps)
            if (at->object_ == object && at->type_ == &visited_type<T>) return steps;
        return 0;
    }

    /// What `to` is in the midst of, `part` is too. Requires that `part` lives shorter.
    static void inherit(hasher& part, hasher const& to) noexcept { part.path_ = to.path_; }

private:
    void const* object_;
    void const* type_;
    visited const* before_;
    hasher& to_;
};

} // namespace leat::detail
