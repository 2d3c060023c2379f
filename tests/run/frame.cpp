// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/run/frame.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <boost/preprocessor/arithmetic/inc.hpp>
#include <boost/preprocessor/repetition/repeat.hpp>
#include <boost/preprocessor/stringize.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

namespace {

// What the values of a run hold: how often it was allocated, how much there is, and was at most.
struct account {
    static inline std::size_t allocations = 0;
    static inline std::size_t bytes = 0;
    static inline std::size_t most_bytes = 0;
    static void reset() { allocations = bytes = most_bytes = 0; }
};

template <class T>
struct counting_allocator {
    using value_type = T;
    counting_allocator() = default;
    template <class U>
    counting_allocator(counting_allocator<U> const&) {}
    T* allocate(std::size_t n) {
        ++account::allocations;
        account::bytes += n * sizeof(T);
        account::most_bytes = std::max(account::most_bytes, account::bytes);
        return std::allocator<T>{}.allocate(n);
    }
    void deallocate(T* at, std::size_t n) {
        account::bytes -= n * sizeof(T);
        std::allocator<T>{}.deallocate(at, n);
    }
    friend bool operator==(counting_allocator const&, counting_allocator const&) { return true; }
};

using block = std::vector<double, counting_allocator<double>>;
constexpr std::size_t fifty_megabytes = 50'000'000 / sizeof(double);

block taken(block b) {
    b[0] += 1;
    return b;
}
block shared(block const& b) { return block(b.size(), b[0] + 1); }

#define LEAT_TEST_STEP(z, i, function)                                                             \
    , leat::node("n" BOOST_PP_STRINGIZE(BOOST_PP_INC(i)), function, "n" BOOST_PP_STRINGIZE(i))

constexpr auto taking = leat::pipeline("taking", leat::param("size", fifty_megabytes),
                                       leat::node(
                                           "n0", [](std::size_t size) { return block(size); },
                                           "size") BOOST_PP_REPEAT(20, LEAT_TEST_STEP, taken));
constexpr auto sharing = leat::pipeline("sharing", leat::param("size", fifty_megabytes),
                                        leat::node(
                                            "n0", [](std::size_t size) { return block(size); },
                                            "size") BOOST_PP_REPEAT(20, LEAT_TEST_STEP, shared));
#undef LEAT_TEST_STEP

constexpr auto given =
    leat::pipeline("given", leat::input<block>("b"), leat::node("n0", shared, "b"),
                   leat::node("n1", shared, "n0"), leat::node("n2", shared, "n1"));

} // namespace

TEST_CASE("20 nodes that take a value of 50 MB over allocate it once") {
    account::reset();
    CHECK(leat::run<taking>()["n20"_n][0] == 20);
    CHECK(account::allocations == 1);
    CHECK(account::bytes == 0);
}

TEST_CASE("a chain of 20 values of 50 MB never holds more than two") {
    account::reset();
    CHECK(leat::run<sharing>()["n20"_n][0] == 20);
    CHECK(account::most_bytes == 2 * fifty_megabytes * sizeof(double));
}

TEST_CASE("what was bound as an rvalue is released after its last use too") {
    account::reset();
    CHECK(leat::run<given>("b"_n = block(1000))["n2"_n][0] == 3);
    CHECK(account::most_bytes == 2 * 1000 * sizeof(double));
    CHECK(account::bytes == 0);
}

TEST_CASE("10,000 runs in one process grow nothing") {
    account::reset();
    for (int i = 0; i < 10'000; ++i) leat::run<taking>("size"_n = std::size_t{10});
    CHECK(account::bytes == 0);
    CHECK(account::allocations == 10'000);
    CHECK(account::most_bytes == 10 * sizeof(double));
}
