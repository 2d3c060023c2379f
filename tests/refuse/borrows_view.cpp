// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node returns what refers to another value
// expect: {"odd"}
// expect: returns_borrowed<std::ranges::filter_view<
#include <leat/leat.hpp>

#include <ranges>
#include <vector>

constexpr auto p =
    leat::pipeline("p", leat::input<std::vector<int>>("marks"),
                   leat::node(
                       "odd",
                       [](std::vector<int> const& marks) {
                           return marks | std::views::filter([](int i) { return i % 2 != 0; });
                       },
                       "marks"));
static_assert(leat::valid<p>);
