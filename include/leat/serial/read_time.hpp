// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace leat::detail {

/// How a kind of time is counted: a step of it is `num / den` seconds.
struct time_steps {
    std::intmax_t num, den;
    bool whole = false; ///< only whole steps are counted, from `least` to `most`
    long double least = 0, most = 0;
};
template <class Count, class Period>
constexpr time_steps time_steps_of() {
    if constexpr (std::integral<Count>)
        return {Period::num, Period::den, true,
                static_cast<long double>(std::numeric_limits<Count>::min()),
                static_cast<long double>(std::numeric_limits<Count>::max())};
    else
        return {Period::num, Period::den};
}

/// The steps in a time, as in `500ms`, `30s`, `5min`, `2h` or `7d`; without a unit in those of the
/// type. Nothing is cut off.
LEAT_DECL std::optional<std::string> read_time(std::string_view text, time_steps const& steps,
                                               long double& made);

/// The unit in which a kind of time is counted, as it is typed; empty for an uncommon one.
LEAT_DECL std::string_view time_unit_of(std::intmax_t num, std::intmax_t den);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/read_time.ipp>
#endif
