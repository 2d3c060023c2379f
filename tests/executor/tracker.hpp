// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <atomic>
#include <utility>

/// A value that counts, in any thread, how many of it are alive, and how often it was copied and
/// moved.
struct counted {
    static inline std::atomic<int> alive = 0;
    static inline std::atomic<int> copies = 0;
    static inline std::atomic<int> moves = 0;

    static void reset() { alive = copies = moves = 0; }

    int value = 0;

    explicit counted(int v) : value(v) { ++alive; }
    counted(counted const& other) : value(other.value) {
        ++copies;
        ++alive;
    }
    counted(counted&& other) noexcept : value(std::exchange(other.value, -1'000'000)) {
        ++moves;
        ++alive;
    }
    counted& operator=(counted const&) = delete;
    ~counted() { --alive; }
};

/// The same, but it cannot be copied.
struct single : counted {
    using counted::counted;
    single(single&&) = default;
};
