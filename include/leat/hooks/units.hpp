// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/info.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Text that the ready-made hooks share. All of it appends to a string, so that a hook may keep one.
namespace leat::detail {

/// Appends `value / unit` with three significant digits, unless that rounds to `limit` or more.
inline bool print_scaled(std::string& out, std::uint64_t value, std::uint64_t unit,
                         std::uint64_t limit) {
    std::uint64_t scale = unit == 1 ? 1 : 100;
    for (std::size_t decimals = unit == 1 ? 0 : 2;; --decimals, scale /= 10) {
        // Whole and rest apart: their product with the scale does not overflow.
        std::uint64_t const digits =
            value / unit * scale + (value % unit * scale + unit / 2) / unit;
        if (digits < (decimals == 0 ? limit : 1000)) {
            std::string text = std::to_string(digits);
            if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
            if (decimals != 0) text.insert(text.size() - decimals, ".");
            out += text;
            return true;
        }
        if (decimals == 0) return false;
    }
}

/// Appends `1 min 05 s`, or `2 h 05 min` from an hour on.
inline void print_minutes(std::string& out, std::uint64_t nanoseconds) {
    std::uint64_t const seconds = (nanoseconds + 500'000'000) / 1'000'000'000;
    bool const hours = seconds >= 3600;
    std::uint64_t const minutes = hours ? (seconds + 30) / 60 : seconds;
    std::uint64_t const rest = minutes % 60;
    out += std::to_string(minutes / 60);
    out += hours ? " h " : " min ";
    if (rest < 10) out += '0';
    out += std::to_string(rest);
    out += hours ? " min" : " s";
}

/// Appends a duration with three digits: `123 ns`, `1.23 us`, `12.3 ms`, `1.20 s`, `1 min 05 s`.
inline void print_duration(std::string& out, std::chrono::nanoseconds time) {
    std::uint64_t const value = static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
    if (value >= 59'950'000'000) return print_minutes(out, value);
    std::uint64_t unit = 1;
    for (char const* name : {" ns", " us", " ms", " s"}) {
        if (print_scaled(out, value, unit, 1000)) {
            out += name;
            return;
        }
        unit *= 1000;
    }
}

/// Appends a duration for a reader in passing: `0.4 s`, `12 s`, `1 min 05 s`.
inline void print_roughly(std::string& out, std::chrono::nanoseconds time) {
    std::uint64_t const value = static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
    if (value >= 59'500'000'000) return print_minutes(out, value);
    std::uint64_t const tenths = (value + 50'000'000) / 100'000'000;
    if (tenths < 100)
        out += std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " s";
    else
        out += std::to_string((value + 500'000'000) / 1'000'000'000) + " s";
}

/// Appends a size with three digits: `512 B`, `1.50 KiB`, `64.0 MiB`.
inline void print_bytes(std::string& out, std::uint64_t bytes) {
    std::uint64_t unit = 1;
    for (char const* name : {" B", " KiB", " MiB", " GiB", " TiB", " PiB"}) {
        if (print_scaled(out, bytes, unit, unit >> 50 != 0 ? UINT64_MAX : 1024)) {
            out += name;
            return;
        }
        unit *= 1024;
    }
}

/// `5 nodes`, `1 node`.
inline std::string count_of(std::size_t count, std::string_view thing) {
    return std::to_string(count) + ' ' + std::string(thing) + (count == 1 ? "" : "s");
}

inline std::string_view status_word(node_status status) {
    switch (status) {
    case node_status::ran:
        return "ran";
    case node_status::hit:
        return "from the cache";
    case node_status::resumed:
        return "resumed";
    case node_status::skipped:
        return "skipped";
    case node_status::overridden:
        return "overridden";
    case node_status::failed:
        return "failed";
    case node_status::pending:
        break;
    }
    return "not run";
}

struct code_point {
    char32_t value;
    std::size_t size; ///< in bytes; 1 where the text is not UTF-8
    bool valid;
};

/// The first code point of a text that is not empty. Overlong forms and surrogates are not valid.
constexpr code_point first_code_point(std::string_view text) {
    auto const byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[i]));
    };
    char32_t value = byte(0);
    if (value < 0x80) return {value, 1, true};
    std::size_t const size = value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
    if (value < 0xC2 || value > 0xF4 || text.size() < size) return {0xFFFD, 1, false};
    value &= 0x7Fu >> size;
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {0xFFFD, 1, false};
        value = value << 6 | (byte(i) & 0x3F);
    }
    char32_t const least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
    if (value < least || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        return {0xFFFD, 1, false};
    return {value, size, true};
}

constexpr bool is_printable(code_point c) {
    return c.valid && c.value >= 0x20 && (c.value < 0x7F || c.value >= 0xA0);
}

/// The columns of a terminal that a code point takes, at most: a bar must not wrap.
constexpr std::size_t columns_of(code_point c) {
    return c.value < 0x1100 || (c.value >= 0x2000 && c.value < 0x2300) || !is_printable(c) ? 1 : 2;
}

constexpr std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    for (code_point c{}; !text.empty(); text.remove_prefix(c.size))
        columns += columns_of(c = first_code_point(text));
    return columns;
}

/// Appends a text in at most this many columns, cut short with an ellipsis; what a terminal could
/// take for a command becomes a question mark.
inline void print_shortened(std::string& out, std::string_view text, std::size_t columns) {
    bool const cut = columns_of(text) > columns;
    if (cut && columns == 0) return;
    if (cut) --columns;
    for (code_point c{}; !text.empty(); text.remove_prefix(c.size)) {
        c = first_code_point(text);
        if (columns_of(c) > columns) break;
        columns -= columns_of(c);
        is_printable(c) ? out.append(text.substr(0, c.size)) : out.append("?");
    }
    if (cut) out += "…";
}

/// Appends a JSON string. What is not UTF-8 becomes U+FFFD, byte by byte.
inline void print_json(std::string& out, std::string_view text) {
    out += '"';
    for (code_point c{}; !text.empty(); text.remove_prefix(c.size)) {
        c = first_code_point(text);
        constexpr char const* digits = "0123456789abcdef";
        if (!c.valid)
            out += "\xEF\xBF\xBD";
        else if (c.value == '"' || c.value == '\\')
            (out += '\\') += text[0];
        else if (c.value < 0x20 || c.value == 0x7F)
            ((out += "\\u00") += digits[c.value / 16]) += digits[c.value % 16];
        else
            out += text.substr(0, c.size);
    }
    out += '"';
}

/// Appends `,"key":"value"`.
inline void print_json_member(std::string& out, std::string_view key, std::string_view value) {
    out.append(",\"").append(key).append("\":");
    print_json(out, value);
}

} // namespace leat::detail
