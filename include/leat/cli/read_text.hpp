// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/shown.hpp>
#include <leat/support/config.hpp>
#include <leat/support/whole_number.hpp>

#include <charconv>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

// Values from text that a person has typed. Each `read_text` says in words what it wants where it
// cannot read; nothing where it could.

namespace leat::detail {

using said = std::optional<std::string>;

/// A number that can be read; the characters of wide texts are none.
template <class T>
concept typed_number =
    std::floating_point<T> ||
    (std::integral<T> && !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
     !std::same_as<T, char16_t> && !std::same_as<T, char32_t>);

template <class T>
concept typed_enum = std::is_enum_v<T> && typed_number<std::underlying_type_t<T>>;

template <class T>
inline constexpr bool is_list = false;
template <class T, class Allocator>
inline constexpr bool is_list<std::vector<T, Allocator>> = true;

/// A type that can be given as one word.
template <class T>
concept word_type =
    typed_number<T> || typed_enum<T> || std::same_as<T, std::string> ||
    std::same_as<T, std::filesystem::path> || std::same_as<T, file> || is_duration<T>;

template <class T>
inline constexpr bool is_word_list = false;
template <class T, class Allocator>
inline constexpr bool is_word_list<std::vector<T, Allocator>> = word_type<T>;

/// A type that can be given on a command line.
template <class T>
concept text_readable = (word_type<T> || is_word_list<T>)&&std::default_initializable<T>;

/// The type in a word, for help.
template <class T>
constexpr std::string_view text_kind() {
    if constexpr (is_list<T>) {
        using part_type = typename T::value_type;
        if constexpr (std::integral<part_type> || typed_enum<part_type>)
            return "INTEGER,...";
        else if constexpr (std::floating_point<part_type>)
            return "NUMBER,...";
        else if constexpr (text_kind<part_type>() == "FILE")
            return "FILE,...";
        else
            return is_duration<part_type> ? "TIME,..." : "TEXT,...";
    } else if constexpr (std::same_as<T, bool>) {
        return "true|false";
    } else if constexpr (std::integral<T> || typed_enum<T>) {
        return "INTEGER";
    } else if constexpr (std::floating_point<T>) {
        return "NUMBER";
    } else if constexpr (std::same_as<T, file> || std::same_as<T, std::filesystem::path>) {
        return "FILE";
    } else {
        return is_duration<T> ? "TIME" : "TEXT";
    }
}

LEAT_DECL said read_text(std::string_view text, bool& value);

template <typed_number T>
    requires(!std::same_as<T, bool>)
said read_text(std::string_view text, T& value) {
    constexpr char const* wanted = std::integral<T> ? "is no integer" : "is no number";
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
    std::string whole;
    if constexpr (std::integral<T>)
        if (text.find_first_of(".eE") != text.npos && !(whole = whole_digits(text)).empty())
            text = whole;
    bool const below_zero = std::unsigned_integral<T> && text.size() > 1 && text[0] == '-' &&
                            text.find_first_not_of("0123456789", 1) == text.npos;
    T read{};
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), read);
    if (below_zero || wrong == std::errc::result_out_of_range) {
        if constexpr (std::integral<T>)
            return "is not within " + std::to_string(std::numeric_limits<T>::min()) + " to " +
                   std::to_string(std::numeric_limits<T>::max());
        else
            return "is too large or too small for a number";
    }
    if (wrong != std::errc() || end != text.data() + text.size()) return wanted;
    value = read;
    return {};
}

template <typed_enum T>
said read_text(std::string_view text, T& value) {
    std::underlying_type_t<T> number{};
    if (said const wrong = read_text(text, number)) return wrong;
    value = static_cast<T>(number);
    return {};
}

LEAT_DECL said read_text(std::string_view text, std::string& value);

LEAT_DECL said read_text(std::string_view text, std::filesystem::path& value);

LEAT_DECL said read_text(std::string_view text, file& value);

/// How a kind of time is counted: a step of it is `num / den` seconds.
struct time_steps {
    std::intmax_t num, den;
    bool whole = false; ///< only whole steps are counted, from `least` to `most`
    long double least = 0, most = 0;
};
/// The steps in a time, as in `500ms`, `30s`, `5min`, `2h` or `7d`; without a unit in those of the
/// type. Nothing is cut off.
LEAT_DECL said read_time(std::string_view text, time_steps const& steps, long double& made);

template <class Count, class Period>
said read_text(std::string_view text, std::chrono::duration<Count, Period>& value) {
    time_steps steps{Period::num, Period::den};
    if constexpr (std::integral<Count>)
        steps = {Period::num, Period::den, true,
                 static_cast<long double>(std::numeric_limits<Count>::min()),
                 static_cast<long double>(std::numeric_limits<Count>::max())};
    long double made = 0;
    if (said wrong = read_time(text, steps, made)) return wrong;
    value = std::chrono::duration<Count, Period>(static_cast<Count>(made));
    return {};
}

/// The unit in which a kind of time is counted, as it is typed; empty for an uncommon one.
LEAT_DECL std::string_view time_unit_of(std::intmax_t num, std::intmax_t den);

/// A time that is not below zero.
struct past_time {
    std::chrono::nanoseconds value{};
    operator std::chrono::nanoseconds() const { return value; }
};
LEAT_DECL said read_text(std::string_view text, past_time& to);

/// A count of bytes, as 500MB, 2 GiB or 4096.
struct byte_count {
    std::uint64_t value = 0;
    operator std::uint64_t() const { return value; }
};
LEAT_DECL said read_text(std::string_view text, byte_count& to);

/// A value as it would be typed, for help: what `read_text` makes the same value of. Of a list, and
/// of a type that cannot be typed, nothing.
template <class T>
std::string typed_text(T const& value) {
    if constexpr (is_duration<T>) {
        return typed_text(value.count()).append(time_unit_of(T::period::num, T::period::den));
    } else if constexpr (std::same_as<T, std::string>) {
        return value;
    } else if constexpr (std::same_as<T, file>) {
        return value.path().string();
    } else if constexpr (std::same_as<T, std::filesystem::path>) {
        return value.string();
    } else if constexpr (word_type<T>) {
        return shown(value);
    } else {
        return {};
    }
}

/// The words at their commas; a comma at the end of one adds nothing.
LEAT_DECL std::vector<std::string> at_commas(std::span<std::string const> words);

/// A value from the words given for it: one, or, for a list, any number. Where words were typed,
/// those of a list may have commas between them; several texts are taken as they are.
template <text_readable T>
said read_words(std::span<std::string const> words, T& value, bool typed = true) {
    if constexpr (is_list<T>) {
        using part_type = typename T::value_type;
        constexpr bool is_text = !typed_number<part_type> && !typed_enum<part_type>;
        bool const split = typed && (words.size() == 1 || !is_text);
        auto const parts =
            split ? at_commas(words) : std::vector<std::string>(words.begin(), words.end());
        T read;
        for (std::string const& part : parts) {
            part_type one{};
            if (said const wrong = read_text(std::string_view(part), one))
                return words.size() == 1 && part == words[0]
                           ? wrong
                           : "has the part '" + part + "', which " + *wrong;
            read.push_back(std::move(one));
        }
        value = std::move(read);
        return {};
    } else {
        if (words.size() != 1) return "is a list, and one value is wanted";
        return read_text(std::string_view(words[0]), value);
    }
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/read_text.ipp>
#endif
