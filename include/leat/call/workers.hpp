// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>

namespace leat::detail {

/// Threads that do parts of one node's work at the same time. An executor gives them to a run.
class workers {
public:
    /// Work on the elements from `begin` up to `end`.
    using work = void (*)(void* self, std::size_t begin, std::size_t end);

    /// Calls `work(self, begin, end)` for ranges of at most `grain` elements that cover [0, count)
    /// once. Some ranges run at the same time. Returns when all calls have returned. The calling
    /// thread takes part. Requires: `work` does not throw.
    virtual void for_ranges(std::size_t count, std::size_t grain, work call, void* self) const = 0;

    /// How many threads take part.
    virtual std::size_t concurrency() const noexcept = 0;

protected:
    workers() = default;
    workers(workers const&) = default;
    workers& operator=(workers const&) = default;
    ~workers() = default;
};

} // namespace leat::detail
