// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace leat::detail {

/// Which steps of a run may begin, when several run at the same time: those of which all that come
/// before have ended; of these first the one from which the longest way leads to the end of the
/// run. For one thread at a time. Steps are numbered in the order of a run in one thread, so that
/// `precede(a, b)` requires a < b.
class step_graph {
public:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    explicit step_graph(std::size_t steps) : pending_(steps), way_(steps), first_(steps + 1) {}

    /// `after` does not begin before `before` has ended.
    void precede(std::size_t before, std::size_t after) { edges_.emplace_back(before, after); }

    /// To be called once, when all has been said. O(steps + edges).
    void begin() {
        for (auto const& [before, after] : edges_) {
            ++first_[before + 1];
            ++pending_[after];
        }
        for (std::size_t s = 0; s < pending_.size(); ++s) first_[s + 1] += first_[s];
        next_.resize(edges_.size());
        std::vector<std::size_t> filled(pending_.size());
        for (auto const& [before, after] : edges_) next_[first_[before] + filled[before]++] = after;
        for (std::size_t s = pending_.size(); s-- > 0;)
            for (std::size_t e = first_[s]; e < first_[s + 1]; ++e)
                way_[s] = std::max(way_[s], way_[next_[e]] + 1);
        for (std::size_t s = 0; s < pending_.size(); ++s)
            if (pending_[s] == 0) push(s);
    }

    /// The next step that may begin, or none.
    std::size_t take() {
        while (!ready_.empty()) {
            std::pop_heap(ready_.begin(), ready_.end(), less{&way_});
            std::size_t const step = ready_.back();
            ready_.pop_back();
            if (step < end_) return step;
        }
        return none;
    }

    /// Says that a step has ended. Returns: how many may begin now that could not before.
    std::size_t ended(std::size_t step) {
        std::size_t count = 0;
        for (std::size_t e = first_[step]; e < first_[step + 1]; ++e)
            if (--pending_[next_[e]] == 0 && next_[e] < end_) {
                push(next_[e]);
                ++count;
            }
        return count;
    }

    /// From now on only steps before that one begin.
    void end_at(std::size_t step) { end_ = std::min(end_, step); }

    std::size_t ready() const noexcept { return ready_.size(); }

private:
    struct less {
        std::vector<std::size_t> const* way;
        bool operator()(std::size_t a, std::size_t b) const {
            return (*way)[a] != (*way)[b] ? (*way)[a] < (*way)[b] : a > b;
        }
    };
    void push(std::size_t step) {
        ready_.push_back(step);
        std::push_heap(ready_.begin(), ready_.end(), less{&way_});
    }

    std::vector<std::size_t> pending_; ///< of each step, how many it waits for
    std::vector<std::size_t> way_;     ///< steps from it to the end, on the longest way
    std::vector<std::size_t> first_;
    std::vector<std::size_t> next_{}; ///< of step s: next_[first_[s]] up to next_[first_[s + 1]]
    std::vector<std::pair<std::size_t, std::size_t>> edges_{};
    std::vector<std::size_t> ready_{}; ///< a heap
    std::size_t end_ = none;
};

} // namespace leat::detail
