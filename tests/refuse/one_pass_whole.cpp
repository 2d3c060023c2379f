// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a range that can be gone through once is taken again
// expect: {"lines"}
// expect: can_be_gone_through_once
#include <leat/leat.hpp>

#include <iterator>
#include <ranges>
#include <vector>

using once = std::ranges::subrange<std::istream_iterator<int>, std::istream_iterator<int>>;
constexpr auto same = [](int i) { return i; };

constexpr auto p =
    leat::pipeline("p", leat::input<once>("lines"), leat::input<std::vector<int>>("v"),
                   leat::map(
                       "m",
                       [](int n, once const& lines) {
                           for (int i : lines) n += i;
                           return n;
                       },
                       leat::each("v"), "lines"));
static_assert(leat::valid<p>);
