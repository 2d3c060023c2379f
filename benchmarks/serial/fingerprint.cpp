// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// What a fingerprint costs: in ns for small values, and for large ones in GB/s beside XXH3 over the
// same bytes.
//
//   c++ -std=c++20 -O2 -Iinclude benchmarks/serial/fingerprint.cpp -lboost_serialization
#include <leat/serial/fingerprint.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

struct point {
    double a, b, c, d, e;
};
struct stored {
    int number = 3;
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& number;
    }
};

volatile std::uint64_t sink = 0;

template <class Body>
double best_seconds(int times, Body body) {
    double best = 1e9;
    for (int i = 0; i < times; ++i) {
        auto const start = std::chrono::steady_clock::now();
        body();
        std::chrono::duration<double> const taken = std::chrono::steady_clock::now() - start;
        best = std::min(best, taken.count());
    }
    return best;
}

template <class T>
void small(char const* name, T value) {
    constexpr int count = 20000;
    double const seconds = best_seconds(20, [&] {
        for (int i = 0; i < count; ++i) {
            asm volatile("" : : "r"(&value) : "memory"); // may be another value each time
            sink = sink + leat::fingerprint(value).low;
        }
    });
    std::printf("%-36s %9.1f ns\n", name, seconds / count * 1e9);
}

template <class T>
void large(char const* name, std::vector<T> const& value) {
    double raw = 1e9, own = 1e9;
    for (int i = 0; i < 7; ++i) { // in turns, so that both meet the same neighbours
        raw = std::min(raw, best_seconds(1, [&] {
                           sink = sink + XXH3_128bits(value.data(), value.size() * sizeof(T)).low64;
                       }));
        own = std::min(own, best_seconds(1, [&] { sink = sink + leat::fingerprint(value).low; }));
    }
    double const size = static_cast<double>(value.size() * sizeof(T)) / 1e9;
    std::printf("%-36s %9.2f GB/s   XXH3 %6.2f GB/s   ratio %.2f\n", name, size / own, size / raw,
                raw / own);
}

} // namespace

int main() {
    small("int", 42);
    small("string of 12", std::string("hello, world"));
    small("struct of 5 doubles", point{1, 2, 3, 4, 5});
    small("vector of 10 ints", std::vector<int>(10, 7));
    small("vector of 1000 structs of 5 doubles", std::vector<point>(1000, point{1, 2, 3, 4, 5}));
    small("vector of 1000 strings of 12", std::vector<std::string>(1000, "hello, world"));
    std::unordered_map<int, int> numbers;
    for (int i = 0; i < 1000; ++i) numbers[i] = i;
    small("unordered_map of 1000 ints", numbers);
    small("class with only serialize", stored{});

    constexpr std::size_t count = 12'500'000; // 100 MB
    std::vector<double> doubles(count);
    for (std::size_t i = 0; i < count; ++i) doubles[i] = static_cast<double>(i) * 0.5 + 1;
    large("100 MB of doubles", doubles);
    large("100 MB of floats", std::vector<float>(2 * count, 1.5f));
    large("100 MB of ints", std::vector<int>(2 * count, 7));
    large("16 KB of doubles", std::vector<double>(2048, 1.5));
}
