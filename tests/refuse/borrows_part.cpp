// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node returns what refers to another value
// expect: {"first, rest"}
// expect: returns_borrowed<std::pair<int
#include <leat/leat.hpp>

#include <span>
#include <utility>
#include <vector>

constexpr auto p =
    leat::pipeline("p", leat::input<std::vector<int>>("marks"),
                   leat::node(
                       leat::outputs("first", "rest"),
                       [](std::vector<int> const& marks) {
                           return std::pair(marks.front(), std::span(marks).subspan(1));
                       },
                       "marks"));
static_assert(leat::valid<p>);
