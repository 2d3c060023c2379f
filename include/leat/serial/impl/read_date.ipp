// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/read_date.hpp>

#include <cstddef>
#include <cstdint>
#include <ctime>

namespace leat::detail {

/// Takes so many digits off the front.
inline std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return {};
    int number = 0;
    for (char const c : text.substr(0, count)) {
        if (c < '0' || c > '9') return {};
        number = 10 * number + (c - '0');
    }
    text.remove_prefix(count);
    return number;
}

inline bool take_char(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

/// Takes a date off the front; false where there is none.
inline bool take_date(std::string_view& text, std::chrono::year_month_day& value) {
    namespace chrono = std::chrono;
    auto const year = take_digits(text, 4);
    if (!year || !take_char(text, '-')) return false;
    auto const month = take_digits(text, 2);
    if (!month || !take_char(text, '-')) return false;
    auto const day = take_digits(text, 2);
    if (!day) return false;
    chrono::year_month_day const read(chrono::year(*year),
                                      chrono::month(static_cast<unsigned>(*month)),
                                      chrono::day(static_cast<unsigned>(*day)));
    if (!read.ok()) return false;
    value = read;
    return true;
}

/// Takes `14:03`, and `:07.25` where that follows, off the front.
inline bool take_time(std::string_view& text, std::chrono::nanoseconds& value) {
    namespace chrono = std::chrono;
    auto const hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take_char(text, ':')) return false;
    auto const minute = take_digits(text, 2);
    if (!minute || *minute > 59) return false;
    value = chrono::hours(*hour) + chrono::minutes(*minute);
    if (!take_char(text, ':')) return true;
    auto const second = take_digits(text, 2);
    if (!second || *second > 59) return false;
    value += chrono::seconds(*second);
    if (!take_char(text, '.')) return true;
    int digits = 0;
    for (std::int64_t unit = 100'000'000; auto const digit = take_digits(text, 1); unit /= 10) {
        value += chrono::nanoseconds(*digit * unit);
        if (++digits > 9) return false;
    }
    return digits > 0;
}

/// Takes `Z` or `+01:00` off the front.
inline std::optional<std::chrono::minutes> take_zone(std::string_view& text) {
    if (take_char(text, 'Z')) return std::chrono::minutes(0);
    bool const before = text.starts_with('-');
    if (!take_char(text, before ? '-' : '+')) return {};
    auto const hours = take_digits(text, 2);
    take_char(text, ':');
    auto const minutes = take_digits(text, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return {};
    std::chrono::minutes const offset(60 * *hours + *minutes);
    return before ? -offset : offset;
}

/// Sets the moment to whole seconds in UTC, and leaves the parts of a second.
inline void set_seconds(read_moment& value, std::chrono::sys_seconds utc) {
    namespace chrono = std::chrono;
    value.day = chrono::floor<chrono::days>(utc);
    value.since = value.since - chrono::floor<chrono::seconds>(value.since) + (utc - value.day);
}

/// Makes UTC of a time of this place.
inline bool from_place(read_moment& value) {
    namespace chrono = std::chrono;
    chrono::year_month_day const date(value.day);
    auto const count =
        static_cast<int>(chrono::duration_cast<chrono::seconds>(value.since).count());
    std::tm parts{};
    parts.tm_year = static_cast<int>(date.year()) - 1900;
    parts.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    parts.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    parts.tm_hour = count / 3600;
    parts.tm_min = count / 60 % 60;
    parts.tm_sec = count % 60;
    parts.tm_isdst = -1;
    parts.tm_wday = -1; // stays where the system has no such time
    std::time_t const made = std::mktime(&parts);
    if (parts.tm_wday < 0) return false;
    set_seconds(value, chrono::sys_seconds(chrono::seconds(made)));
    return true;
}

LEAT_DECL std::optional<std::string> read_date(std::string_view text,
                                               std::chrono::year_month_day& value) {
    std::chrono::year_month_day read{};
    if (!take_date(text, read) || !text.empty()) return "is no date; write it as 2026-11-20";
    value = read;
    return {};
}

LEAT_DECL std::optional<std::string> read_instant(std::string_view text, zoning zone,
                                                  read_moment& value) {
    std::string wanted = "is no date with a time; write it as 2026-11-20T14:03:07";
    if (zone == zoning::possible) wanted += " or 2026-11-20T14:03:07Z";
    if (zone == zoning::required) wanted += 'Z';
    std::chrono::year_month_day date{};
    read_moment read;
    if (!take_date(text, date)) return wanted;
    read.day = std::chrono::sys_days(date);
    bool const has_time = take_char(text, 'T') || take_char(text, ' ');
    if (has_time && !take_time(text, read.since)) return wanted;
    auto const offset =
        zone != zoning::none && has_time ? take_zone(text) : std::optional<std::chrono::minutes>();
    if (!text.empty()) return wanted;
    if (offset) {
        auto const seconds = std::chrono::floor<std::chrono::seconds>(read.since);
        set_seconds(read, std::chrono::sys_seconds(read.day) + seconds - *offset);
    } else if (zone == zoning::required || (zone == zoning::possible && !from_place(read))) {
        return wanted;
    }
    value = read;
    return {};
}

} // namespace leat::detail
