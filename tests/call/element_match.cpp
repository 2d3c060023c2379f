// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/element_match.hpp>

#include <catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <vector>

using leat::detail::match_elements;
using keys = std::vector<leat::digest>;
using indices = std::vector<std::size_t>;

namespace {

keys keys_of(std::vector<std::uint64_t> const& numbers) {
    keys all;
    for (std::uint64_t n : numbers) all.push_back({n / 3, n});
    return all;
}
indices all_of(keys const& k) {
    indices all;
    for (std::size_t i = 0; i < k.size(); ++i) all.push_back(i);
    return all;
}

} // namespace

TEST_CASE("elements are found in their place, or where they have gone, each once") {
    keys const wanted = keys_of({1, 2, 9, 3, 3, 3, 4});
    keys const there = keys_of({1, 3, 2, 3, 7});
    indices open = all_of(wanted);
    auto found = match_elements(wanted, there, open);
    CHECK(open == indices{2, 5, 6});
    CHECK(found.size() == 4);
    std::set<std::size_t> used;
    for (auto const& one : found) {
        CHECK(wanted[one.wanted] == there[one.there]);
        CHECK(used.insert(one.there).second);
    }
}

TEST_CASE("only what is looked for is found, and nothing among nothing") {
    keys const some = keys_of({1, 2, 3});
    indices open{1};
    CHECK(match_elements(some, some, open).size() == 1);
    CHECK(open.empty());
    open = all_of(some);
    CHECK(match_elements(some, {}, open).empty());
    CHECK(open == all_of(some));
    indices nothing;
    CHECK(match_elements({}, some, nothing).empty());
}

TEST_CASE("of random elements as many are found as there are, and many equal ones take no time") {
    unsigned random = 7;
    auto const next = [&] { return (random = random * 1664525 + 1013904223) >> 16; };
    for (unsigned const kinds : {1u, 2u, 50u, 100'000u}) {
        std::vector<std::uint64_t> a, b;
        for (int i = 0; i < 50'000; ++i) a.push_back(next() % kinds);
        for (int i = 0; i < 40'000; ++i) b.push_back(next() % kinds);
        keys const wanted = keys_of(a), there = keys_of(b);
        indices open = all_of(wanted);
        auto const found = match_elements(wanted, there, open);
        CHECK(found.size() + open.size() == a.size());
        std::ranges::sort(a);
        std::ranges::sort(b);
        std::vector<std::uint64_t> common;
        std::ranges::set_intersection(a, b, std::back_inserter(common));
        CHECK(found.size() == common.size());
        CHECK(std::ranges::is_sorted(open));
        for (auto const& one : found) CHECK(wanted[one.wanted] == there[one.there]);
    }
}
