// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/versioned.hpp>

#include <cstdio>

namespace leat::detail {

LEAT_DECL std::string version_name(microseconds_since_1970 moment) {
    auto const day = std::chrono::floor<std::chrono::days>(moment);
    std::chrono::year_month_day const date(day);
    std::chrono::hh_mm_ss const time(moment - day);
    char name[96];
    std::snprintf(
        name, sizeof name, "%04d-%02u-%02uT%02d.%02d.%02d.%06dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return name;
}

LEAT_DECL bool read_version(std::string const& name, microseconds_since_1970& moment) {
    int year = 0, hours = 0, minutes = 0, seconds = 0, fraction = 0;
    unsigned month = 0, day = 0;
    if (std::sscanf(name.c_str(), "%4d-%2u-%2uT%2d.%2d.%2d.%6dZ", &year, &month, &day, &hours,
                    &minutes, &seconds, &fraction) != 7)
        return false;
    std::chrono::year_month_day const date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    moment = std::chrono::sys_days(date) + std::chrono::hours(hours) +
             std::chrono::minutes(minutes) + std::chrono::seconds(seconds) +
             std::chrono::microseconds(fraction);
    return version_name(moment) == name; // nothing but what we would write ourselves
}

} // namespace leat::detail
