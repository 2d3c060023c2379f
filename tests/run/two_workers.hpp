// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/workers.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>

/// Two threads that share the elements of a map, one of them the caller's.
class two_workers : public leat::detail::workers {
public:
    void for_ranges(std::size_t count, std::size_t grain, work call, void* self) const override {
        std::atomic<std::size_t> next = 0;
        auto const take = [&] {
            for (std::size_t begin; (begin = next.fetch_add(grain)) < count;)
                call(self, begin, std::min(begin + grain, count));
        };
        std::jthread const other(take);
        take();
    }
    std::size_t concurrency() const noexcept override { return 2; }
};
