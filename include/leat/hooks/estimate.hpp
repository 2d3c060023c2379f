// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace leat::detail {

/// How far a run is: by the times of an earlier run of the same pipeline, or else by the count of
/// nodes.
class run_estimate {
public:
    /// A run begins: what is pending is to run. Times of another pipeline are forgotten. O(nodes).
    LEAT_DECL void begin(run_info const& run);

    /// A node has ended, whatever it did. One that was not to run does not count.
    LEAT_DECL void end_node(std::size_t node);

    /// A node that has ended has run for this long.
    LEAT_DECL void measure(std::size_t node, std::chrono::nanoseconds time);

    /// The run has ended, and took so long: more or less than its nodes together.
    void end(std::chrono::nanoseconds wall) {
        if (spent_ > 0) scale_ = static_cast<double>(wall.count()) / spent_;
    }

    /// The work of a node that runs: what it told of itself (not negative), else by its time.
    LEAT_DECL double part(std::size_t node, double share, std::chrono::nanoseconds time) const;

    /// Of all the work, given that of the running nodes.
    double share(double running) const {
        return planned_ > 0 ? (planned_ - left_ + running) / planned_ : 0;
    }

    /// The time that is left; none when there is no telling yet, or it is over.
    LEAT_DECL std::optional<std::chrono::nanoseconds> left(double running,
                                                           std::chrono::nanoseconds elapsed) const;

    /// As `3/5`.
    LEAT_DECL std::string counts() const;

    std::string pipeline{};
    std::size_t total = 0, done = 0; ///< of the nodes that are to run

private:
    double weight(std::size_t i) const { return known_ && times_[i] >= 0 ? times_[i] : mean_; }

    std::vector<double> times_{}; // in ns, when it last ran; negative when it never did
    std::vector<bool> waits_{};   // is to run, and has not ended
    bool known_ = false;          // there are times
    double mean_ = 1, planned_ = 0, left_ = 0, spent_ = 0; // in nodes' time, or else in nodes
    double scale_ = 1; // wall time for a nodes' time: less than 1 in parallel
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/estimate.ipp>
#endif
