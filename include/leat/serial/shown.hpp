// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/support/path_fwd.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <ratio>
#include <span> // and the concepts of ranges, without <ranges>
#include <string>
#include <string_view>
#include <type_traits>

namespace leat {

/// The longest text of `shown`, in bytes.
inline constexpr std::size_t max_shown = 60;

namespace detail {

template <class T>
inline constexpr bool is_duration = false;
template <class Count, class Period>
inline constexpr bool is_duration<std::chrono::duration<Count, Period>> = true;

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

// What is not printable would disturb a line; what is long is cut, not inside of a UTF-8 character.
inline std::string shown_text(std::string_view text) {
    std::size_t const room = max_shown - std::string_view("''...").size();
    std::size_t end = text.size();
    if (end > room) {
        end = room;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    }
    std::string line = "'" + std::string(text.substr(0, end)) + (end < text.size() ? "...'" : "'");
    for (char& c : line)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    return line;
}

// Not of a range that is its own element, as a tree is; nor where an element is made as it is asked
// for, but for that of a vector of bools.
template <class Range, class Element = std::ranges::range_value_t<Range const>>
concept has_elements_to_show =
    !std::same_as<Element, Range> &&
    (std::same_as<Element, bool> ||
     std::same_as<std::remove_cvref_t<std::ranges::range_reference_t<Range const>>, Element>);

template <class Range>
std::string shown_list(Range const& values);

} // namespace detail

/// A value in a few characters, for people: a number as C++ writes it, shortest; a text or a path
/// in quotes, cut where it is long; a short list as such, of other ranges the count of their
/// elements; of anything else nothing.
template <class T>
std::string shown(T const& value) {
    if constexpr (std::same_as<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_enum_v<T>) {
        return shown(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (requires(char* at) { std::to_chars(at, at, value); }) {
        std::array<char, max_shown> text; // a long double of the widest kind has fewer digits
        auto const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
        return {text.data(), end};
    } else if constexpr (std::same_as<T, file>) {
        return detail::shown_text(value.text());
    } else if constexpr (std::same_as<T, std::filesystem::path>) {
        return detail::shown_text(value.native());
    } else if constexpr (std::convertible_to<T const&, std::string_view>) {
        return detail::shown_text(value);
    } else if constexpr (detail::is_duration<T>) {
        return shown(value.count()) + detail::unit_of<typename T::period>();
    } else if constexpr (std::ranges::sized_range<T const>) {
        auto const size = std::ranges::size(value);
        if constexpr (detail::has_elements_to_show<T>)
            if (static_cast<std::size_t>(size) <= max_shown / 3)
                if (std::string list = detail::shown_list(value); !list.empty()) return list;
        return shown(size) + (size == 1 ? " element" : " elements");
    } else {
        return {};
    }
}

/// `[1, 2.5]`; empty where it is too long, or an element is nothing in words.
template <class Range>
std::string detail::shown_list(Range const& values) {
    std::string list = "[";
    for (auto const& one : values) {
        std::string const text = shown<std::ranges::range_value_t<Range const>>(one);
        if (text.empty()) return {};
        list.append(list.size() > 1 ? ", " : "").append(text);
        if (list.size() >= max_shown) return {};
    }
    return list + "]";
}

} // namespace leat
