// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace leat::detail {

/// `2026-11-20`. Says in words why the text is no date, and nothing where it is one.
LEAT_DECL std::optional<std::string> read_date(std::string_view text,
                                               std::chrono::year_month_day& value);

/// A point in time, as a day and the time since it began.
struct read_moment {
    std::chrono::sys_days day{};
    std::chrono::nanoseconds since{};
};

/// Whether a text of a point in time says in which zone it is: with a `Z`, or as much as `+01:00`.
enum class zoning { none, possible, required };

/// `2026-11-20T14:03:07.25`, of which the seconds, or all after the date, may be missing; there may
/// be a blank in place of the T. With a zone the point is in UTC; where one is possible and
/// missing, the text is the time of this place.
LEAT_DECL std::optional<std::string> read_instant(std::string_view text, zoning zone,
                                                  read_moment& value);

/// The moment as a point in time; false where that is counted in longer steps.
template <class Clock, class Duration>
bool from_moment(read_moment const& moment, std::chrono::time_point<Clock, Duration>& value) {
    namespace chrono = std::chrono;
    auto const read = chrono::duration_cast<Duration>(moment.day.time_since_epoch()) +
                      chrono::duration_cast<Duration>(moment.since);
    auto const day = chrono::floor<chrono::days>(read);
    if (day != moment.day.time_since_epoch() ||
        chrono::duration_cast<chrono::nanoseconds>(read - day) != moment.since)
        return false;
    value = chrono::time_point<Clock, Duration>(chrono::duration_cast<Duration>(read));
    return true;
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/read_date.ipp>
#endif
