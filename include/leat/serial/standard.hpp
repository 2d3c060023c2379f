// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/members.hpp>
#include <leat/support/error.hpp>

#include <boost/serialization/is_bitwise_serializable.hpp>
#include <boost/serialization/level.hpp>
#include <boost/serialization/nvp.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

// What Boost.Serialization lacks, put where it looks for it. A better match that the user wrote
// wins; of two that match alike these win, as they are constrained.

namespace leat::detail {

/// Any archive but the one that probes.
template <class Archive>
concept real_archive = !std::same_as<Archive, probing::archive>;

/// What Boost does not track, so that it cannot be stored through a pointer of its own.
template <class T>
concept primitive_to_boost =
    boost::serialization::implementation_level<T>::value == boost::serialization::primitive_type;

template <class Archive, class Optional>
void serialize_optional(Archive& archive, Optional& value, auto emplace) {
    bool present = static_cast<bool>(value);
    archive& boost::serialization::make_nvp("present", present);
    if constexpr (Archive::is_loading::value) {
        if (present)
            emplace();
        else
            value.reset();
    }
    if (present) archive& boost::serialization::make_nvp("value", *value);
}

/// What a class of the standard library has as its only member, but gives away as a copy alone.
/// Boost must not be given a copy: where a class is stored through a pointer anywhere in the
/// program, Boost tells its objects apart by their addresses, and all copies may have one.
template <class Member, class Whole>
Member& only_member(Whole& whole) noexcept {
    static_assert(sizeof(Member) == sizeof(Whole));
    return reinterpret_cast<Member&>(whole);
}

} // namespace leat::detail

namespace boost::serialization {

template <class Archive, class T>
    requires leat::detail::real_archive<Archive> && leat::detail::member_wise<T>
void serialize(Archive& archive, T& value, unsigned int const) {
    leat::detail::visit_members(
        value, [&](char const* name, auto& member) { archive& make_nvp(name, member); });
}

template <class Archive, class T>
    requires leat::detail::real_archive<Archive>
void serialize(Archive& archive, std::optional<T>& value, unsigned int const) {
    leat::detail::serialize_optional(archive, value, [&] { value.emplace(); });
}

template <class Archive, class T>
    requires leat::detail::real_archive<Archive> && leat::detail::primitive_to_boost<T>
void serialize(Archive& archive, std::unique_ptr<T>& value, unsigned int const) {
    leat::detail::serialize_optional(archive, value, [&] { value = std::make_unique<T>(); });
}

template <class Archive, class... T>
    requires leat::detail::real_archive<Archive>
void serialize(Archive& archive, std::variant<T...>& value, unsigned int const) {
    int which = value.valueless_by_exception() ? -1 : static_cast<int>(value.index());
    if (Archive::is_saving::value && which < 0)
        throw leat::error("cannot save a std::variant that lost its value to an exception; give it "
                          "one first");
    archive& make_nvp("which", which);
    if constexpr (Archive::is_loading::value) {
        if (which < 0 || static_cast<std::size_t>(which) >= sizeof...(T))
            throw leat::error("cannot load a std::variant: the archive says alternative " +
                              std::to_string(which) + " of " + std::to_string(sizeof...(T)) +
                              "; save it anew");
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            static_cast<void>(
                ((static_cast<std::size_t>(which) == I && (value.template emplace<I>(), true)) ||
                 ...));
        }(std::index_sequence_for<T...>{});
    }
    std::visit([&](auto& held) { archive& make_nvp("value", held); }, value);
}

template <class Archive, class... T>
    requires leat::detail::real_archive<Archive>
void serialize(Archive& archive, std::tuple<T...>& value, unsigned int const) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((archive & make_nvp(("m" + std::to_string(I)).c_str(), std::get<I>(value))), ...);
    }(std::index_sequence_for<T...>{});
}

template <class Archive>
    requires leat::detail::real_archive<Archive>
void serialize(Archive& archive, std::filesystem::path& value, unsigned int const) {
    std::string text = value.string();
    archive& make_nvp("path", text);
    if constexpr (Archive::is_loading::value) value = text;
}

template <class Archive, class Rep, class Period>
    requires leat::detail::real_archive<Archive>
void serialize(Archive& archive, std::chrono::duration<Rep, Period>& value, unsigned int const) {
    archive& make_nvp("count", leat::detail::only_member<Rep>(value));
}

template <class Archive, class Clock, class Duration>
    requires leat::detail::real_archive<Archive>
void serialize(Archive& archive, std::chrono::time_point<Clock, Duration>& value,
               unsigned int const) {
    archive& make_nvp("since_epoch", leat::detail::only_member<Duration>(value));
}

template <class Archive>
    requires leat::detail::real_archive<Archive>
void serialize(Archive& archive, std::chrono::year_month_day& value, unsigned int const) {
    int year = static_cast<int>(value.year());
    unsigned month = static_cast<unsigned>(value.month());
    unsigned day = static_cast<unsigned>(value.day());
    archive& make_nvp("year", year);
    archive& make_nvp("month", month);
    archive& make_nvp("day", day);
    if constexpr (Archive::is_loading::value)
        value = {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

// A std::byte by itself is one byte in a binary archive, not an int.
template <>
struct is_bitwise_serializable<std::byte> : mpl::true_ {};

} // namespace boost::serialization
