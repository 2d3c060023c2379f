// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/metric_point.hpp>

#include <filesystem>
#include <string_view>

namespace leat::detail {

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

} // namespace leat::detail
