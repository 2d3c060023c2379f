// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/enum_names.hpp>
#include <leat/support/config.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/unpack.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <ranges>
#include <ratio>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

// The text of a value: what a person types for it, a record keeps of it, and is shown of it.

namespace leat::detail {

template <class T>
inline constexpr bool is_duration = false;
template <class Count, class Period>
inline constexpr bool is_duration<std::chrono::duration<Count, Period>> = true;

/// A point in time of the system's clock, or of no place's in particular.
template <class T>
inline constexpr bool is_instant = false;
template <class Clock, class Duration>
inline constexpr bool is_instant<std::chrono::time_point<Clock, Duration>> =
    std::same_as<Clock, std::chrono::system_clock> || std::same_as<Clock, std::chrono::local_t>;

/// A point in time that is counted in days, or in more.
template <class T>
inline constexpr bool is_day = false;
template <class Clock, class Duration>
inline constexpr bool is_day<std::chrono::time_point<Clock, Duration>> =
    std::ratio_greater_equal_v<typename Duration::period, std::chrono::days::period>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
inline constexpr bool is_pair_or_tuple = false;
template <class... T>
inline constexpr bool is_pair_or_tuple<std::tuple<T...>> = true;
template <class A, class B>
inline constexpr bool is_pair_or_tuple<std::pair<A, B>> = true;

/// As it is written in C++ after a number; of an uncommon one its length in seconds.
template <class Period>
std::string unit_of() {
    if constexpr (std::ratio_equal_v<Period, std::nano>)
        return "ns";
    else if constexpr (std::ratio_equal_v<Period, std::micro>)
        return "us";
    else if constexpr (std::ratio_equal_v<Period, std::milli>)
        return "ms";
    else if constexpr (std::ratio_equal_v<Period, std::ratio<1>>)
        return "s";
    else if constexpr (std::ratio_equal_v<Period, std::ratio<60>>)
        return "min";
    else if constexpr (std::ratio_equal_v<Period, std::ratio<3600>>)
        return "h";
    else
        return " x " + std::to_string(Period::num) +
               (Period::den == 1 ? "" : "/" + std::to_string(Period::den)) + " s";
}

/// In quotes, with the escapes of C++ for quotes, backslashes and what cannot be printed.
LEAT_DECL std::string quoted_text(std::string_view text);
/// A character that can be printed as it is, another one as in `\n` or `\x1b`.
LEAT_DECL std::string char_text(char value);
/// As in `2026-11-20`.
LEAT_DECL std::string date_text(std::chrono::year_month_day date);
/// As in `2026-11-20T14:03:07.25`, with as much of the seconds as there is.
LEAT_DECL std::string instant_text(std::chrono::sys_days day, std::chrono::nanoseconds since);

/// `1 element`, `5 elements`.
LEAT_DECL std::string count_text(std::size_t size);

/// Longer texts of lists and the like are none.
inline constexpr std::size_t max_list_text = 4096;

template <class T>
bool add_part(std::string& to, T const& value);

template <class Range>
bool add_parts(std::string& to, Range const& all) {
    constexpr bool is_map = requires { typename Range::mapped_type; };
    char const* comma = is_map ? "{" : "[";
    for (auto const& one : all) {
        to += std::exchange(comma, ", ");
        if constexpr (is_map) {
            if (!add_part(to, one.first)) return false;
            to += ": ";
            if (!add_part(to, one.second)) return false;
        } else if (!add_part<std::ranges::range_value_t<Range const>>(to, one)) {
            return false;
        }
        if (to.size() > max_list_text) return false;
    }
    if (*comma != ',') to += comma;
    to += is_map ? '}' : ']';
    return true;
}

// Not of a range that is its own element, as a tree is; nor where an element is made as it is asked
// for, but for that of a vector of bools.
template <class Range, class Element = std::ranges::range_value_t<Range const>>
concept has_elements_to_show =
    !std::same_as<Element, Range> &&
    (std::same_as<Element, bool> ||
     std::same_as<std::remove_cvref_t<std::ranges::range_reference_t<Range const>>, Element>);

/// The whole value as text; empty where it has none, or is a list that would be very long. A text
/// or a path is itself; a number is as C++ writes it, shortest; an enumerator has its name where
/// `leat_names` gives it one; what is no value is `none`; a date is `2026-11-20`, a point in time
/// `2026-11-20T14:03:07Z`; a list is `[1, 2]`, and texts in it are in quotes; a class that Hana
/// knows is `{a: 1, b: 'x'}`.
template <class T>
std::string value_text(T const& value) {
    if constexpr (std::same_as<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::same_as<T, char>) {
        return char_text(value);
    } else if constexpr (std::is_enum_v<T>) {
        std::string const name = name_of(value);
        return name.empty() ? value_text(number_of(value)) : name;
    } else if constexpr (requires(char* at) { std::to_chars(at, at, value); }) {
        std::array<char, 60> text; // a long double of the widest kind has fewer digits
        auto const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
        return {text.data(), end};
    } else if constexpr (std::same_as<T, file>) {
        return value.path().string();
    } else if constexpr (std::same_as<T, std::filesystem::path>) {
        return value.string();
    } else if constexpr (std::convertible_to<T const&, std::string_view>) {
        return std::string(std::string_view(value));
    } else if constexpr (is_duration<T>) {
        return value_text(value.count()) + unit_of<typename T::period>();
    } else if constexpr (std::same_as<T, std::chrono::year_month_day>) {
        return date_text(value);
    } else if constexpr (is_instant<T>) {
        using namespace std::chrono;
        auto const day = floor<days>(value.time_since_epoch());
        if constexpr (is_day<T>) return date_text(sys_days(day));
        auto const since = duration_cast<nanoseconds>(value.time_since_epoch() - day);
        bool const utc = std::same_as<typename T::clock, system_clock>;
        return instant_text(sys_days(day), since) + (utc ? "Z" : "");
    } else if constexpr (is_optional<T>) {
        return value ? value_text(*value) : "none";
    } else {
        std::string text;
        return add_part(text, value) ? text : std::string();
    }
}

/// Appends a value, texts in quotes; false where it has no text.
template <class T>
bool add_part(std::string& to, T const& value) {
    auto const add_all = [&](char end, auto const&... parts) {
        char const* comma = "";
        bool good = true;
        ((to += std::exchange(comma, ", "), good = good && add_part(to, parts)), ...);
        to += end;
        return good;
    };
    if constexpr (std::same_as<T, char>) {
        to += quoted_text(std::string_view(&value, 1));
        return true;
    } else if constexpr (std::same_as<T, file> || std::same_as<T, std::filesystem::path>) {
        to += quoted_text(value_text(value));
        return true;
    } else if constexpr (std::convertible_to<T const&, std::string_view>) {
        to += quoted_text(std::string_view(value));
        return true;
    } else if constexpr (is_optional<T>) {
        if (value) return add_part(to, *value);
        to += "none";
        return true;
    } else if constexpr (is_pair_or_tuple<T>) {
        to += '[';
        return std::apply([&](auto const&... part) { return add_all(']', part...); }, value);
    } else if constexpr (std::ranges::range<T const>) {
        if constexpr (!std::ranges::sized_range<T const>)
            return false;
        else if constexpr (has_elements_to_show<T>)
            return add_parts(to, value);
        else
            to += count_text(static_cast<std::size_t>(std::ranges::size(value)));
        return true;
    } else if constexpr (std::is_class_v<T> && boost::hana::Struct<T>::value) {
        to += '{';
        char const* comma = "";
        bool good = true;
        boost::hana::unpack(boost::hana::accessors<T>(), [&](auto const&... accessor) {
            ((to.append(std::exchange(comma, ", ")).append(boost::hana::first(accessor).c_str()),
              to += ": ", good = good && add_part(to, boost::hana::second(accessor)(value))),
             ...);
        });
        to += '}';
        return good;
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T> || is_duration<T> ||
                         is_instant<T> || std::same_as<T, std::chrono::year_month_day>) {
        std::string const text = value_text(value);
        to += text;
        return !text.empty();
    } else {
        return false;
    }
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/value_text.ipp>
#endif
