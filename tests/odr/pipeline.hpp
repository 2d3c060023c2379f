// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/leat.hpp>

// One pipeline, seen by two translation units: inline, so both mean the same object.
inline constexpr auto shared =
    leat::pipeline("shared", leat::input<int>("x"), leat::param("by", 2),
                   leat::node(
                       "y", [](int x, int by) { return x * by; }, "x", "by") |
                       leat::version(1));

// And one that each has for itself.
constexpr auto own = leat::pipeline("own", leat::input<int>("x"),
                                    leat::node(
                                        "y", [](int x) { return x + 1; }, "x"));
