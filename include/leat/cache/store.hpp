// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace leat {

/// The longest name in a store.
inline constexpr std::size_t max_store_name = 200;

/// Whether `name` can name something in a store: 1 to 200 characters of `a-z 0-9 . _ -`, in parts
/// that are joined by `/`, where no part is empty or begins with a dot.
constexpr bool is_store_name(std::string_view name) noexcept {
    char before = '/';
    for (char const c : name) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        if (!plain && (before == '/' || (c != '.' && c != '/'))) return false;
        before = c;
    }
    return before != '/' && name.size() <= max_store_name;
}

namespace detail {

struct any_store_visit {
    void operator()(std::string_view, std::uint64_t) const {}
};

} // namespace detail

/// A flat store of byte strings with names, for which `is_store_name` holds.
///
/// - `get(name)`: what was put last under `name`; nothing when there is none or it cannot be read.
/// - `put(name, bytes)`: replaces what is there, as a whole: nobody gets a part of it, nor finds
///   nothing meanwhile. Throws `leat::error` when it cannot; then what was there is there still.
/// - `remove(name)`: whether there was something to remove, and it is gone.
/// - `for_each(visit)`: calls `visit(name, size in bytes)` once for each, in any order; `visit` may
///   use the store. What comes or goes meanwhile may be visited or not.
/// - `describe()`: the store, in the words of a message, as in "memory" or "folder '.cache'".
///
/// What it holds need not be true: whoever reads checks it, so a store may lose or damage what it
/// likes. All of it may be called from several threads at once where the pipeline runs in several.
///
/// A store may have more, and is used better then:
///
/// - `lock(name)`: waits until nobody else holds the lock of `name`, and returns an object that
///   holds it while it lives, and is `true` when it does; at once one that is `false` when the same
///   thread holds it, as a node may run a pipeline with a node of the same key. Without it, several
///   processes that need the same result each compute it.
/// - `size(name)`: of what `get` would return, without reading it.
/// - `share(name)`: what `get` would return, not copied, as a `std::shared_ptr<std::string const>`.
/// - `touch(name)` notes that it was used now, `used(name)` says when that was, as an optional
///   `std::chrono::system_clock::time_point`; putting is using.
template <class Store>
concept cache_store = requires(Store& store, std::string_view text, detail::any_store_visit visit) {
    { store.get(text) } -> std::convertible_to<std::optional<std::string>>;
    store.put(text, text);
    { store.remove(text) } -> std::convertible_to<bool>;
    store.for_each(visit);
    { store.describe() } -> std::convertible_to<std::string>;
};

/// A store whose `lock(name)` keeps others out.
template <class Store>
concept lockable_store =
    cache_store<Store> && requires(Store& store, std::string_view name) { bool(store.lock(name)); };

/// The lock of a store that knows none: held by nobody, and `false`.
struct no_lock {
    constexpr ~no_lock() {} // so that one that is only held is not an unused variable
    constexpr explicit operator bool() const noexcept { return false; }
};

/// The lock of `name` in `store`, or `no_lock`. Waits while somebody else holds it.
template <cache_store Store>
auto lock_in(Store& store, std::string_view name) {
    if constexpr (lockable_store<Store>)
        return store.lock(name);
    else
        return no_lock();
}

/// The size of what is there under `name`. Cost: reads it all if the store has no `size`.
template <cache_store Store>
std::optional<std::uint64_t> size_in(Store& store, std::string_view name) {
    if constexpr (requires { store.size(name); }) {
        return store.size(name);
    } else {
        std::optional<std::string> const there = store.get(name);
        return there ? std::optional<std::uint64_t>(there->size()) : std::nullopt;
    }
}

/// What is there under `name`, not copied where the store can share it; null when there is none.
template <cache_store Store>
std::shared_ptr<std::string const> share_in(Store& store, std::string_view name) {
    if constexpr (requires { store.share(name); }) {
        return store.share(name);
    } else {
        std::optional<std::string> there = store.get(name);
        return there ? std::make_shared<std::string const>(std::move(*there)) : nullptr;
    }
}

/// Notes that `name` was used now, where the store can.
template <cache_store Store>
void touch_in(Store& store, std::string_view name) {
    if constexpr (requires { store.touch(name); }) store.touch(name);
}

/// When `name` was put or touched last; nothing when it is not there, or the store does not note
/// it.
template <cache_store Store>
std::optional<std::chrono::system_clock::time_point> used_in(Store& store, std::string_view name) {
    if constexpr (requires { store.used(name); })
        return store.used(name);
    else
        return std::nullopt;
}

} // namespace leat
