// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Text that the ready-made hooks share. All of it appends to a string, so that a hook may keep one.
// And it only appends: for what inserts, as `+` of two temporary strings does, GCC 12 warns of
// memory that could overlap (-Wrestrict), which is not so.
namespace leat::detail {

/// Appends `value / unit` with three significant digits, unless that rounds to 1000 or more.
inline bool print_scaled(std::string& out, std::uint64_t value, std::uint64_t unit) {
    std::size_t decimals = unit == 1 ? 0 : 2;
    std::uint64_t scale = unit == 1 ? 1 : 100;
    auto const scaled = [&] { return (value * scale + unit / 2) / unit; };
    while (decimals > 0 && scaled() >= 1000) {
        --decimals;
        scale /= 10;
    }
    if (scaled() >= 1000) return false;
    std::string const digits = std::to_string(scaled());
    std::size_t const whole = digits.size() > decimals ? digits.size() - decimals : 0;
    if (whole == 0) out += '0';
    out.append(digits, 0, whole);
    if (decimals != 0) {
        out += '.';
        out.append(decimals - (digits.size() - whole), '0');
        out.append(digits, whole, decimals);
    }
    return true;
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
        if (print_scaled(out, value, unit)) {
            out += name;
            return;
        }
        unit *= 1000;
    }
}

/// Appends a number of tenths: `0.4`.
inline void print_tenths(std::string& out, std::uint64_t tenths) {
    out += std::to_string(tenths / 10);
    out += '.';
    out += std::to_string(tenths % 10);
}

/// Appends a duration for a reader in passing: `0.4 s`, `12 s`, `1 min 05 s`.
inline void print_roughly(std::string& out, std::chrono::nanoseconds time) {
    std::uint64_t const value = static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0));
    if (value >= 59'500'000'000) return print_minutes(out, value);
    std::uint64_t const tenths = (value + 50'000'000) / 100'000'000;
    if (tenths < 100)
        print_tenths(out, tenths);
    else
        out += std::to_string((value + 500'000'000) / 1'000'000'000);
    out += " s";
}

/// Appends a size as `212.5 MiB`.
inline void print_mebibytes(std::string& out, std::uint64_t bytes) {
    constexpr std::uint64_t unit = 1024 * 1024;
    // Whole and rest apart: their product with ten does not overflow.
    std::uint64_t const tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
    print_tenths(out, tenths);
    out += " MiB";
}

/// `5 nodes`, `1 node`.
inline std::string count_of(std::size_t count, std::string_view thing) {
    std::string text = std::to_string(count);
    text += ' ';
    text += thing;
    if (count != 1) text += 's';
    return text;
}

/// The status of a node, in a word or a few.
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

} // namespace leat::detail
