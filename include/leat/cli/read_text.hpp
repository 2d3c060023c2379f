// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/shown.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
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

inline said read_text(std::string_view text, bool& value) {
    std::string small(text);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (std::string_view yes : {"true", "yes", "on", "1"})
        if (small == yes) return value = true, said();
    for (std::string_view no : {"false", "no", "off", "0"})
        if (small == no) return value = false, said();
    return "is neither true nor false";
}

template <typed_number T>
    requires(!std::same_as<T, bool>)
said read_text(std::string_view text, T& value) {
    constexpr char const* wanted = std::integral<T> ? "is no integer" : "is no number";
    bool const below_zero = std::unsigned_integral<T> && text.size() > 1 && text[0] == '-' &&
                            text.find_first_not_of("0123456789", 1) == text.npos;
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
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

inline said read_text(std::string_view text, std::string& value) {
    value = text;
    return {};
}

inline said read_text(std::string_view text, std::filesystem::path& value) {
    if (text.empty()) return "is no path";
    value = text;
    return {};
}

inline said read_text(std::string_view text, file& value) {
    std::error_code unknown;
    if (text.empty()) return "is no path";
    if (!std::filesystem::exists(text, unknown)) return "does not exist";
    if (std::filesystem::is_directory(text, unknown)) return "is a folder";
    value = file(std::filesystem::path(text));
    return {};
}

/// What `read_text` takes after a count of times: a name, and how many seconds it is.
struct time_unit {
    std::string_view name;
    std::intmax_t num, den;
};
inline constexpr std::array<time_unit, 8> time_units{{{"ns", 1, 1'000'000'000},
                                                      {"us", 1, 1'000'000},
                                                      {"ms", 1, 1'000},
                                                      {"s", 1, 1},
                                                      {"min", 60, 1},
                                                      {"h", 3600, 1},
                                                      {"d", 86400, 1},
                                                      {"m", 60, 1}}};

/// As `500ms`, `30s`, `5min`, `2h` or `7d`; without a unit in that of the type. Nothing is cut off.
template <class Count, class Period>
said read_text(std::string_view text, std::chrono::duration<Count, Period>& value) {
    constexpr char const* wanted = "is no time; write it as 500ms, 30s, 5min, 2h or 7d";
    auto const letters = std::min(text.find_first_not_of("+-.0123456789"), text.size());
    long double count = 0, unit = 1;
    if (read_text(text.substr(0, letters), count)) return wanted;
    if (letters != text.size()) {
        auto const found = std::ranges::find(time_units, text.substr(letters), &time_unit::name);
        if (found == time_units.end()) return wanted;
        unit = static_cast<long double>(found->num) * static_cast<long double>(Period::den) /
               (static_cast<long double>(found->den) * static_cast<long double>(Period::num));
    }
    long double const made = count * unit;
    if constexpr (std::integral<Count>) {
        long double const whole = std::round(made);
        if (whole < static_cast<long double>(std::numeric_limits<Count>::min()) ||
            whole > static_cast<long double>(std::numeric_limits<Count>::max()))
            return "is too long a time";
        if (std::abs(made - whole) > 1e-12L * std::abs(made))
            return "is finer than the steps in which this time is counted";
        value = std::chrono::duration<Count, Period>(static_cast<Count>(whole));
    } else {
        value = std::chrono::duration<Count, Period>(static_cast<Count>(made));
    }
    return {};
}

/// A time that is not below zero.
struct past_time {
    std::chrono::nanoseconds value{};
    operator std::chrono::nanoseconds() const { return value; }
};
inline said read_text(std::string_view text, past_time& to) {
    std::chrono::nanoseconds read{};
    if (said wrong = read_text(text, read)) return wrong;
    if (read.count() < 0) return "is below zero";
    to.value = read;
    return {};
}

/// A count of bytes, as 500MB, 2 GiB or 4096.
struct byte_count {
    std::uint64_t value = 0;
    operator std::uint64_t() const { return value; }
};
inline said read_text(std::string_view text, byte_count& to) {
    constexpr char const* wanted = "is no size; write it as 4096, 500MB or 2GiB";
    auto const letters = std::min(text.find_first_not_of("0123456789"), text.size());
    std::uint64_t count = 0, unit = 1;
    if (said wrong = read_text(text.substr(0, letters), count))
        return letters > 0 ? wrong : said(wanted);
    std::string name(text.substr(letters));
    std::erase(name, ' ');
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name.ends_with('b')) name.pop_back();
    std::uint64_t const step = name.ends_with('i') ? 1024 : 1000;
    if (step == 1024) name.pop_back();
    auto const power = std::string_view("kmgt").find(name);
    if (name.size() > 1 || power == std::string_view::npos || (name.empty() && step == 1024))
        return wanted;
    for (std::size_t i = 0; !name.empty() && i <= power; ++i) unit *= step;
    if (count > std::numeric_limits<std::uint64_t>::max() / unit) return "is too large a size";
    to.value = count * unit;
    return {};
}

/// A value as it would be typed, for help: what `read_text` makes the same value of. Of a list, and
/// of a type that cannot be typed, nothing.
template <class T>
std::string typed_text(T const& value) {
    if constexpr (is_duration<T>) {
        std::string text = typed_text(value.count());
        for (time_unit const& unit : time_units)
            if (unit.name != "m" && unit.num == T::period::num && unit.den == T::period::den)
                text += unit.name;
        return text;
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
inline std::vector<std::string> at_commas(std::span<std::string const> words) {
    std::vector<std::string> parts;
    for (std::string_view rest : words)
        while (!rest.empty()) {
            auto const end = rest.find(',');
            parts.emplace_back(rest.substr(0, end));
            rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
        }
    return parts;
}

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
