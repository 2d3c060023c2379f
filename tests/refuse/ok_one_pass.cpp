// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// A range that can be gone through once, gone through once; and others, as often as one likes.
#include <leat/leat.hpp>

#include <forward_list>
#include <iterator>
#include <ranges>
#include <vector>

using namespace leat::literals;
using once = std::ranges::subrange<std::istream_iterator<int>, std::istream_iterator<int>>;
constexpr auto same = [](int i) { return i; };
constexpr auto sum = [](once const& lines) {
    int n = 0;
    for (int i : lines) n += i;
    return n;
};

constexpr auto p = leat::pipeline(
    "p", leat::input<once>("lines"), leat::input<std::forward_list<int>>("list"),
    leat::input<once>("either"), leat::input<once>("other"), leat::input<bool>("by"),
    leat::map("m", same, leat::each("lines")) | leat::fallback([] { return std::vector<int>(); }),
    leat::map("a", same, leat::each("list")) | leat::retry(2),
    leat::map("b", same, leat::each("list")),
    leat::choose("c", "by", leat::when(true, sum, "either"), leat::otherwise(sum, "either")),
    leat::node("d", sum, "other") | leat::check([](int n) { return n > 0; }, "n > 0"));
static_assert(leat::valid<p>);
