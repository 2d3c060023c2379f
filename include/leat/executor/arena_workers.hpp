// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/workers.hpp>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <cstddef>

namespace leat::detail {

/// The threads of an arena, for the elements of one node's work. Refers to the arena.
class arena_workers final : public workers {
public:
    explicit arena_workers(tbb::task_arena& arena) noexcept : arena_(&arena) {}

    void for_ranges(std::size_t count, std::size_t grain, work call, void* self) const override {
        using range = tbb::blocked_range<std::size_t>;
        // Isolated: a thread that waits for the others' ranges begins nothing else meanwhile.
        arena_->execute([&] {
            tbb::this_task_arena::isolate([&] {
                tbb::parallel_for(
                    range(0, count, grain > 0 ? grain : 1),
                    [&](range const& part) { call(self, part.begin(), part.end()); },
                    tbb::simple_partitioner{});
            });
        });
    }

    std::size_t concurrency() const noexcept override {
        return static_cast<std::size_t>(arena_->max_concurrency());
    }

private:
    tbb::task_arena* arena_;
};

} // namespace leat::detail
