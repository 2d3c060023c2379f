// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node returns what refers to another value
// expect: {"name"}
// expect: returns_borrowed<std::basic_string_view<char
#include <leat/leat.hpp>

#include <string>
#include <string_view>

constexpr auto p = leat::pipeline(
    "p", leat::input<std::string>("person"),
    leat::node(
        "name", [](std::string const& person) -> std::string_view { return person; }, "person"));
static_assert(leat::valid<p>);
