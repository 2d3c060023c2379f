// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstdint>
#include <filesystem>
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

namespace detail {

/// Where what a node tells of itself is recorded. Called by any thread that runs a node.
class run_sink {
public:
    virtual void metric(std::string_view name, double value, metric_at const& at) = 0;
    virtual void metric(std::string_view name, std::string_view text, metric_at const& at) = 0;
    virtual void artifact(std::string_view name, std::filesystem::path const& file) = 0;
    virtual void tag(std::string_view text) = 0;
    /// What a guard said of the value that the node returned all the same.
    virtual void remark(std::string_view) {}

protected:
    ~run_sink() = default;
};

} // namespace detail
} // namespace leat
