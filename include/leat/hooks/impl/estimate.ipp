// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/estimate.hpp>

#include <algorithm>

namespace leat::detail {

LEAT_DECL void run_estimate::begin(run_info const& run) {
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

LEAT_DECL void run_estimate::end_node(std::size_t node) {
    if (node >= waits_.size() || !waits_[node]) return;
    waits_[node] = false;
    left_ -= weight(node);
    ++done;
}

LEAT_DECL void run_estimate::measure(std::size_t node, std::chrono::nanoseconds time) {
    if (node >= times_.size()) return;
    times_[node] = static_cast<double>(time.count());
    spent_ += times_[node];
}

LEAT_DECL double run_estimate::part(std::size_t node, double share,
                                    std::chrono::nanoseconds time) const {
    if (node >= times_.size()) return 0;
    if (share >= 0) return weight(node) * share;
    return known_ ? std::min(static_cast<double>(time.count()), weight(node)) : 0;
}

LEAT_DECL std::optional<std::chrono::nanoseconds> run_estimate::left(
    double running, std::chrono::nanoseconds elapsed) const {
    double const ahead = left_ - running;
    double time = ahead * scale_;
    if (!known_) {
        if (done == 0 || elapsed <= std::chrono::seconds(2)) return std::nullopt;
        time = static_cast<double>(elapsed.count()) * ahead / (planned_ - ahead);
    }
    if (!(time > 0)) return std::nullopt;
    return std::chrono::nanoseconds(static_cast<std::chrono::nanoseconds::rep>(time));
}

LEAT_DECL std::string run_estimate::counts() const {
    return std::to_string(done) + '/' + std::to_string(total);
}

} // namespace leat::detail
