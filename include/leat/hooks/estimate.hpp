// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>

#include <algorithm>
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
    void begin(run_info const& run) {
        if (pipeline != run.pipeline || times_.size() != run.nodes.size())
            times_.assign(run.nodes.size(), -1);
        pipeline = run.pipeline;
        waits_.clear();
        total = 0;
        done = 0;
        double time = 0, count = 0;
        for (std::size_t i = 0; i < run.nodes.size(); ++i) {
            waits_.push_back(run.nodes[i].status == node_status::pending);
            total += waits_[i];
            if (!waits_[i] || times_[i] < 0) continue;
            time += times_[i];
            ++count;
        }
        known_ = time > 0;
        mean_ = known_ ? time / count : 1;
        left_ = 0;
        for (std::size_t i = 0; i < waits_.size(); ++i)
            if (waits_[i]) left_ += weight(i);
        planned_ = left_;
        spent_ = 0;
    }

    /// A node has ended, whatever it did. One that was not to run does not count.
    void end_node(std::size_t node) {
        if (node >= waits_.size() || !waits_[node]) return;
        waits_[node] = false;
        left_ -= weight(node);
        ++done;
    }

    /// A node that has ended has run for this long.
    void measure(std::size_t node, std::chrono::nanoseconds time) {
        if (node >= times_.size()) return;
        times_[node] = static_cast<double>(time.count());
        spent_ += times_[node];
    }

    /// The run has ended, and took so long: more or less than its nodes together.
    void end(std::chrono::nanoseconds wall) {
        if (spent_ > 0) scale_ = static_cast<double>(wall.count()) / spent_;
    }

    /// The work of a node that runs: what it told of itself (not negative), else by its time.
    double part(std::size_t node, double share, std::chrono::nanoseconds time) const {
        if (node >= times_.size()) return 0;
        if (share >= 0) return weight(node) * share;
        return known_ ? std::min(static_cast<double>(time.count()), weight(node)) : 0;
    }

    /// Of all the work, given that of the running nodes.
    double share(double running) const {
        return planned_ > 0 ? (planned_ - left_ + running) / planned_ : 0;
    }

    /// The time that is left; none when there is no telling yet, or it is over.
    std::optional<std::chrono::nanoseconds> left(double running,
                                                 std::chrono::nanoseconds elapsed) const {
        double const ahead = left_ - running;
        double time = ahead * scale_;
        if (!known_) {
            if (done == 0 || elapsed <= std::chrono::seconds(2)) return std::nullopt;
            time = static_cast<double>(elapsed.count()) * ahead / (planned_ - ahead);
        }
        if (!(time > 0)) return std::nullopt;
        return std::chrono::nanoseconds(static_cast<std::chrono::nanoseconds::rep>(time));
    }

    /// As `3/5`.
    std::string counts() const { return std::to_string(done) + '/' + std::to_string(total); }

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
