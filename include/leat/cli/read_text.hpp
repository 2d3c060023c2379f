// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/word_type.hpp>
#include <leat/dsl/file.hpp>
#include <leat/serial/read_date.hpp>
#include <leat/serial/read_time.hpp>
#include <leat/serial/shown.hpp>
#include <leat/support/config.hpp>
#include <leat/support/read_chars.hpp>
#include <leat/support/whole_number.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <concepts>
#include <cstddef>
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
    auto const [end, wrong] = detail::read_chars(text.data(), text.data() + text.size(), read);
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
    if constexpr (named_enum<T>) {
        bool found = false;
        std::string names;
        each_name<T>([&](std::string_view name, T named) {
            names.append(names.empty() ? "" : ", ").append(name);
            if (name == text && !std::exchange(found, true)) value = named;
        });
        if (found) return {};
        if (text.find_first_not_of("-+0123456789") != text.npos || text.empty())
            return "is none of " + names;
    }
    using number_type = std::underlying_type_t<T>;
    std::conditional_t<std::same_as<number_type, char>, signed char, number_type> number{};
    if (said const wrong = read_text(text, number)) return wrong;
    value = static_cast<T>(number);
    return {};
}

/// One character, also as in `\t` or `\x1b`.
LEAT_DECL said read_text(std::string_view text, char& value);

inline said read_text(std::string_view text, std::chrono::year_month_day& value) {
    return read_date(text, value);
}

template <class Clock, class Duration>
    requires is_instant<std::chrono::time_point<Clock, Duration>>
said read_text(std::string_view text, std::chrono::time_point<Clock, Duration>& value) {
    namespace chrono = std::chrono;
    read_moment made;
    if constexpr (is_day<chrono::time_point<Clock, Duration>>) {
        chrono::year_month_day date{};
        if (said wrong = read_date(text, date)) return wrong;
        made.day = chrono::sys_days(date);
    } else {
        constexpr bool of_system = std::same_as<Clock, chrono::system_clock>;
        if (said wrong = read_instant(text, of_system ? zoning::possible : zoning::none, made))
            return wrong;
    }
    if (!from_moment(made, value)) return "is no time that can be counted in the steps of this one";
    return {};
}

template <class T>
    requires is_optional_word<std::optional<T>>
said read_text(std::string_view text, std::optional<T>& value) {
    if (text == "none") {
        value.reset();
        return {};
    }
    T read{};
    if (said wrong = read_text(text, read)) return *wrong + ", nor is it 'none'";
    value = std::move(read);
    return {};
}

LEAT_DECL said read_text(std::string_view text, std::string& value);

LEAT_DECL said read_text(std::string_view text, std::filesystem::path& value);

LEAT_DECL said read_text(std::string_view text, file& value);

template <class Count, class Period>
said read_text(std::string_view text, std::chrono::duration<Count, Period>& value) {
    long double made = 0;
    if (said wrong = read_time(text, time_steps_of<Count, Period>(), made)) return wrong;
    value = std::chrono::duration<Count, Period>(static_cast<Count>(made));
    return {};
}

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

/// A value as it would be typed, for help: what `read_words` makes the same value of. Of a type
/// that cannot be typed nothing.
template <class T>
std::string typed_text(T const& value) {
    if constexpr (is_duration<T>) {
        return value_text(value.count()).append(time_unit_of(T::period::num, T::period::den));
    } else if constexpr (word_type<T>) {
        return value_text(value);
    } else if constexpr (is_word_list<T>) {
        std::string all;
        for (typename T::value_type const& one : value) {
            std::string const part = typed_text<typename T::value_type>(one);
            if (part.empty() || part.find(',') != part.npos) return value_text(value);
            all.append(all.empty() ? "" : ",").append(part);
        }
        return all.starts_with('[') ? value_text(value) : all;
    } else {
        return {};
    }
}

/// The parts of a list as it is shown, `[1, 2]` or `['a', 'b']`; nothing where it is none.
LEAT_DECL std::optional<std::vector<std::string>> in_brackets(std::string_view text, bool texts);

/// The words at their commas; a comma at the end of one adds nothing.
LEAT_DECL std::vector<std::string> at_commas(std::span<std::string const> words);

/// A value from the words given for it: one, or, for a list, any number. Where words were typed,
/// those of a list may have commas between them, or be one list as it is shown; several texts are
/// taken as they are.
template <text_readable T>
said read_words(std::span<std::string const> words, T& value, bool typed = true) {
    if constexpr (is_list<T>) {
        using part_type = typename T::value_type;
        constexpr bool is_text = !typed_number<part_type> && !typed_enum<part_type>;
        bool const split = typed && (words.size() == 1 || !is_text);
        constexpr bool in_quotes = text_kind<part_type>() == "TEXT" ||
                                   text_kind<part_type>() == "FILE" ||
                                   text_kind<part_type>() == "CHARACTER";
        auto const shown_list = typed && words.size() == 1
                                    ? in_brackets(words[0], in_quotes)
                                    : std::optional<std::vector<std::string>>();
        auto const parts = shown_list ? *shown_list
                           : split    ? at_commas(words)
                                      : std::vector<std::string>(words.begin(), words.end());
        std::vector<part_type> read;
        for (std::string const& part : parts) {
            part_type one{};
            if (said const wrong = read_text(std::string_view(part), one))
                return words.size() == 1 && part == words[0]
                           ? wrong
                           : "has the part '" + part + "', which " + *wrong;
            read.push_back(std::move(one));
        }
        if constexpr (requires { value.assign(read.begin(), read.end()); }) {
            value.assign(read.begin(), read.end());
        } else {
            if (read.size() != value.size())
                return "is a list of " + std::to_string(read.size()) + ", and one of " +
                       std::to_string(value.size()) + " is wanted";
            std::ranges::move(read, value.begin());
        }
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
