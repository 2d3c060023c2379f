// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/hasher.hpp>
#include <leat/support/config.hpp>

#include <cstdint>
#include <map>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace leat::detail {

/// Stands for a type where types are told apart at run time.
template <class T>
inline constexpr char type_mark = 0;

/// The objects behind shared pointers that a hasher has met, numbered in the order in which it met
/// them. So what is shared counts, is fed once, and a circle comes to an end.
class met_objects {
public:
    /// Feeds whether the object was met before, and as which one. Whether its content must be fed
    /// now. An object that was met as another type is fed for each type. Throws `std::bad_alloc`.
    LEAT_DECL static bool meet(hasher& to, void const* object, void const* type);

    /// For as long as it lives, what is fed to `to` is behind a pointer.
    class behind {
    public:
        explicit behind(hasher& to) noexcept : to_(to) { ++to_.behind_; }
        behind(behind const&) = delete;
        behind& operator=(behind const&) = delete;
        ~behind() { --to_.behind_; }

    private:
        hasher& to_;
    };

    /// Makes `part` a hasher for one element of what is fed to `whole`, and it alone: objects
    /// behind pointers have no numbers yet, and pointers are followed once only. Requires that
    /// `part` lives shorter.
    static void isolate(hasher& part, hasher const& whole) noexcept {
        part.met_ = whole.met_;
        part.behind_ = whole.isolated_ ? whole.behind_ : 0;
        part.isolated_ = true;
    }

    static bool is_isolated(hasher const& to) noexcept { return to.isolated_; }

    /// Whether a shared pointer that is not null was met.
    static bool any(hasher const& to) noexcept { return to.met_any_; }

    /// What a part has met, the whole has.
    static void note(hasher& whole, bool any) noexcept { whole.met_any_ |= any; }

    met_objects(met_objects const&) = delete;
    met_objects& operator=(met_objects const&) = delete;

private:
    met_objects() = default;

    struct known {
        void const* type;
        std::uint64_t number;
    };

    std::unordered_map<void const*, known> first_;                        // by the object
    std::map<std::pair<void const*, void const*>, std::uint64_t> others_; // met as other types
    std::uint64_t count_ = 0;
};

/// Throws that there is no stack left to follow more pointers, when `doing` what: "save a".
LEAT_DECL void check_stack(std::string_view doing, std::string_view type);

/// Where the whole object begins, also when `T` is a base of it.
template <class T>
void const* whole_object(T const* part) noexcept {
    if constexpr (std::is_polymorphic_v<T>)
        return dynamic_cast<void const*>(part);
    else
        return part;
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/met_objects.ipp>
#endif
