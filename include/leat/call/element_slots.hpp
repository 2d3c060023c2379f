// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

// Whether a vector of these can be made at once and filled in later by several threads. Elements of
// a vector<bool> share bytes.
template <class T>
inline constexpr bool fills_vector =
    std::is_trivially_copyable_v<T> && std::is_default_constructible_v<T> &&
    std::is_copy_assignable_v<T> && !std::is_same_v<T, bool>;

/// Slots for the results of a map, which arrive in any order from several threads.
template <class T>
class element_slots {
public:
    explicit element_slots(std::size_t count) : slots_(count) {}

    template <class Make>
    void fill(std::size_t index, Make const& make) {
        slots_[index].emplace(make());
    }

    /// Calls `use(vector)` with some of the results. They are in their slots again afterwards.
    template <class Use>
    void with(std::vector<std::size_t> const& which, Use const& use) {
        struct lent {
            std::vector<std::optional<T>>& slots;
            std::vector<std::size_t> const& which;
            std::vector<T> all{};
            ~lent() {
                for (std::size_t i = 0; i < all.size(); ++i)
                    slots[which[i]].emplace(std::move(all[i]));
            }
        } some{slots_, which};
        some.all.reserve(which.size());
        for (std::size_t i : which) some.all.push_back(*std::move(slots_[i]));
        use(std::as_const(some.all));
    }

    /// All results, or none if some are missing.
    std::vector<T> take(bool some_missing) {
        std::vector<T> all;
        if (some_missing) return all;
        all.reserve(slots_.size());
        for (std::optional<T>& slot : slots_) all.push_back(*std::move(slot));
        return all;
    }

private:
    std::vector<std::optional<T>> slots_;
};

template <class T>
    requires fills_vector<T>
class element_slots<T> {
public:
    explicit element_slots(std::size_t count) : slots_(count) {}

    template <class Make>
    void fill(std::size_t index, Make const& make) {
        slots_[index] = make();
    }
    template <class Use>
    void with(std::vector<std::size_t> const& which, Use const& use) {
        std::vector<T> some;
        some.reserve(which.size());
        for (std::size_t i : which) some.push_back(slots_[i]);
        use(std::as_const(some));
    }
    std::vector<T> take(bool some_missing) {
        return some_missing ? std::vector<T>() : std::move(slots_);
    }

private:
    std::vector<T> slots_;
};

/// The slots of a sink.
template <>
class element_slots<void> {
public:
    explicit element_slots(std::size_t) noexcept {}

    template <class Make>
    void fill(std::size_t, Make const& make) {
        make();
    }
    void take(bool) noexcept {}
};

} // namespace leat::detail
