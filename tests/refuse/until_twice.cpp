// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat_an_iterate_has_one_until_or_times
// errors: any
// sentence: none
#include <leat/leat.hpp>

constexpr auto P = leat::pipeline("forecast", leat::input<int>("start"),
                                  leat::iterate(
                                      "n", [](int n) { return n + 1; }, "start") |
                                      leat::times(3) | leat::times(4));
