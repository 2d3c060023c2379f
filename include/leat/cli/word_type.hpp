// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/enum_names.hpp>
#include <leat/serial/value_text.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// The types whose values can be typed.

namespace leat::detail {

/// A number that can be read; a character is none.
template <class T>
concept typed_number =
    std::floating_point<T> ||
    (std::integral<T> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
     !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>);

/// An enumeration, by the names of its enumerators if it has a table of them, else by numbers.
template <class T>
concept typed_enum = std::is_enum_v<T> && (typed_number<std::underlying_type_t<T>> ||
                                           std::same_as<std::underlying_type_t<T>, char>);

template <class T>
inline constexpr bool is_list = false;
template <class T, class Allocator>
inline constexpr bool is_list<std::vector<T, Allocator>> = true;
template <class T, std::size_t Size>
inline constexpr bool is_list<std::array<T, Size>> = true;

template <class T>
concept plain_word =
    typed_number<T> || typed_enum<T> || std::same_as<T, char> || std::same_as<T, std::string> ||
    std::same_as<T, std::filesystem::path> || std::same_as<T, file> || is_duration<T> ||
    is_instant<T> || std::same_as<T, std::chrono::year_month_day>;

template <class T>
inline constexpr bool is_optional_word = false;
template <class T>
inline constexpr bool is_optional_word<std::optional<T>> = plain_word<T>;

/// A type that can be given as one word; what is optional may be `none`.
template <class T>
concept word_type = plain_word<T> || is_optional_word<T>;

template <class T>
inline constexpr bool is_word_list = false;
template <class T, class Allocator>
inline constexpr bool is_word_list<std::vector<T, Allocator>> = word_type<T>;
template <class T, std::size_t Size>
inline constexpr bool is_word_list<std::array<T, Size>> = word_type<T>;

/// A type that can be given on a command line.
template <class T>
concept text_readable = (word_type<T> || is_word_list<T>)&&std::default_initializable<T>;

/// The type in a word, for help.
template <class T>
constexpr std::string_view text_kind() {
    if constexpr (is_list<T>) {
        using part_type = typename T::value_type;
        if constexpr (std::same_as<part_type, char>)
            return "CHARACTER,...";
        else if constexpr (std::integral<part_type> || typed_enum<part_type>)
            return "INTEGER,...";
        else if constexpr (std::floating_point<part_type>)
            return "NUMBER,...";
        else if constexpr (text_kind<part_type>() == "FILE")
            return "FILE,...";
        else if constexpr (text_kind<part_type>() == "DATE")
            return "DATE,...";
        else
            return is_duration<part_type> ? "TIME,..." : "TEXT,...";
    } else if constexpr (is_optional<T>) {
        return text_kind<typename T::value_type>();
    } else if constexpr (std::same_as<T, bool>) {
        return "true|false";
    } else if constexpr (std::same_as<T, char>) {
        return "CHARACTER";
    } else if constexpr (std::integral<T> || typed_enum<T>) {
        return "INTEGER";
    } else if constexpr (std::floating_point<T>) {
        return "NUMBER";
    } else if constexpr (std::same_as<T, file> || std::same_as<T, std::filesystem::path>) {
        return "FILE";
    } else if constexpr (std::same_as<T, std::chrono::year_month_day> || is_instant<T>) {
        return "DATE";
    } else {
        return is_duration<T> ? "TIME" : "TEXT";
    }
}

/// The same with the names of an enumeration, and `none` for what is optional.
template <class T>
std::string whole_kind() {
    std::string kind;
    if constexpr (is_optional<T>) {
        kind = whole_kind<typename T::value_type>() + "|none";
    } else if constexpr (is_list<T>) {
        using part_type = typename T::value_type;
        bool const plain = !named_enum<part_type> && !is_optional<part_type>;
        return plain ? std::string(text_kind<T>()) : whole_kind<part_type>() + ",...";
    } else if constexpr (named_enum<T>) {
        each_name<T>(
            [&](std::string_view name, T) { kind.append(kind.empty() ? "" : "|").append(name); });
    } else {
        kind = text_kind<T>();
    }
    return kind;
}

} // namespace leat::detail
