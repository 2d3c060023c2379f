// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/read_time.hpp>
#include <leat/support/read_chars.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace leat::detail {

/// What `read_time` takes after a count of times: a name, and how many seconds it is.
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

LEAT_DECL std::optional<std::string> read_time(std::string_view text, time_steps const& steps,
                                               long double& made) {
    constexpr char const* wanted = "is no time; write it as 500ms, 30s, 5min, 2h or 7d";
    auto const letters = std::min(text.find_first_not_of("+-.0123456789"), text.size());
    long double count = 0, unit = 1;
    std::string_view digits = text.substr(0, letters);
    if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
    auto const [end, wrong] =
        detail::read_chars(digits.data(), digits.data() + digits.size(), count);
    if (wrong != std::errc() || end != digits.data() + digits.size()) return wanted;
    if (letters != text.size()) {
        auto const found = std::ranges::find(time_units, text.substr(letters), &time_unit::name);
        if (found == time_units.end()) return wanted;
        unit = static_cast<long double>(found->num) * static_cast<long double>(steps.den) /
               (static_cast<long double>(found->den) * static_cast<long double>(steps.num));
    }
    made = count * unit;
    if (!steps.whole) return {};
    long double const whole = std::round(made);
    if (whole < steps.least || whole > steps.most) return "is too long a time";
    if (std::abs(made - whole) > 1e-12L * std::abs(made))
        return "is finer than the steps in which this time is counted";
    made = whole;
    return {};
}

LEAT_DECL std::string_view time_unit_of(std::intmax_t num, std::intmax_t den) {
    for (time_unit const& unit : time_units)
        if (unit.name != "m" && unit.num == num && unit.den == den) return unit.name;
    return {};
}

} // namespace leat::detail
