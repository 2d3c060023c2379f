// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <cstddef>
#include <new>
#include <utility>

/// A value that counts how many of it are alive, and how often it was copied and moved.
struct tracker {
    static inline int alive = 0;
    static inline int most_alive = 0;
    static inline int copies = 0;
    static inline int moves = 0;

    static void reset() { alive = most_alive = copies = moves = 0; }

    int value = 0;

    explicit tracker(int v) : value(v) { born(); }
    tracker(tracker const& other) : value(other.value) {
        ++copies;
        born();
    }
    tracker(tracker&& other) noexcept : value(std::exchange(other.value, -1)) {
        ++moves;
        born();
    }
    tracker& operator=(tracker const&) = delete;
    ~tracker() { --alive; }

private:
    static void born() {
        if (++alive > most_alive) most_alive = alive;
    }
};
