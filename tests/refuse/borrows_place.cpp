// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node returns what refers to another value
// expect: {"largest"}
// expect: returns_borrowed<
#include <leat/leat.hpp>

#include <algorithm>
#include <vector>

constexpr auto p = leat::pipeline(
    "p", leat::input<std::vector<int>>("marks"),
    leat::node(
        "largest",
        [](std::vector<int> const& marks) { return std::max_element(marks.begin(), marks.end()); },
        "marks"));
static_assert(leat::valid<p>);
