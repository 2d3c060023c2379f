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

/// `2026-11-20T14:03:07.25`, of which the seconds, or all after the date, may be missing; there may
/// be a blank in place of the T. With `zoned` a `Z`, or as much as `+01:00`, may follow, and the
/// point is in UTC; without one the text is the time of this place.
LEAT_DECL std::optional<std::string> read_instant(std::string_view text, bool zoned,
                                                  read_moment& value);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/read_date.ipp>
#endif
