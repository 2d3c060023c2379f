// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node returns what refers to another value
// expect: {"names"}
// expect: returns_borrowed<std::vector<std::basic_string_view<char
#include <leat/leat.hpp>

#include <string>
#include <string_view>
#include <vector>

constexpr auto p = leat::pipeline(
    "p", leat::input<std::vector<std::string>>("people"),
    leat::map(
        "names", [](std::string const& one) { return std::string_view(one).substr(1); },
        leat::each("people")));
static_assert(leat::valid<p>);
