// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes a value as one of another type
// expect-gcc: gives<const char*>::which_loses_a_part_as<bool>
// expect-clang: gives<const char *>::which_loses_a_part_as<bool>
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::input<char const*>("text"),
                                  leat::node(
                                      "given", [](bool text) { return text; }, "text"));
static_assert(leat::valid<p>);
