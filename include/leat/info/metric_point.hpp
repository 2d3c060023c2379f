// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace leat {

/// Where a point of a metric belongs.
struct metric_at {
    std::optional<std::int64_t> step{}; ///< without it, the one after the greatest, from 0
    std::string_view context{};         ///< as in "train"
};

/// A point of a metric, as hooks are told of it.
struct metric_value {
    std::string_view name{};
    double number = 0;
    std::string_view text{}; ///< in place of the number, where the metric is a text
    bool is_text = false;
    metric_at at{};
};

} // namespace leat
