// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/value_text.hpp>

#include <cstdio>

namespace leat::detail {

LEAT_DECL std::string char_text(char value) {
    constexpr std::string_view special = "\n\t\r", names = "ntr";
    auto const code = static_cast<unsigned char>(value);
    if (code >= ' ' && code < 0x7f) return std::string(1, value);
    if (auto const at = special.find(value); at != special.npos)
        return std::string("\\") + names[at];
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned>(code));
    return text;
}

LEAT_DECL std::string quoted_text(std::string_view text) {
    std::string quoted = "'";
    for (char const one : text) {
        if (one == '\'' || one == '\\') quoted += '\\';
        // The bytes of UTF-8 stay.
        quoted += static_cast<unsigned char>(one) < 0x80 ? char_text(one) : std::string(1, one);
    }
    return quoted + "'";
}

LEAT_DECL std::string count_text(std::size_t size) {
    return std::to_string(size) + (size == 1 ? " element" : " elements");
}

LEAT_DECL std::string date_text(std::chrono::year_month_day date) {
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

LEAT_DECL std::string instant_text(std::chrono::sys_days day, std::chrono::nanoseconds since) {
    std::int64_t const second = 1'000'000'000, all = since.count();
    std::int64_t const hour = all / (3600 * second), minute = all / (60 * second) % 60;
    char text[48];
    std::snprintf(text, sizeof text, "T%02d:%02d:%02d", static_cast<int>(hour),
                  static_cast<int>(minute), static_cast<int>(all / second % 60));
    std::string made = date_text(std::chrono::year_month_day(day)) + text;
    if (all % second == 0) return made;
    std::snprintf(text, sizeof text, ".%09d", static_cast<int>(all % second));
    made += text;
    made.erase(made.find_last_not_of('0') + 1);
    return made;
}

} // namespace leat::detail
