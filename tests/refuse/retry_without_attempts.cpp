// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// errors: any
// sentence: none
// expect: leat_retry_takes_at_least_1_attempt
#include <leat/leat.hpp>

constexpr auto P = leat::pipeline("forecast", leat::input<int>("n"),
                                  leat::node(
                                      "model", [](int n) { return n; }, "n") |
                                      leat::retry(0));
