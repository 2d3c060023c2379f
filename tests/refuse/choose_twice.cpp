// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat_a_choose_has_two_branches_for_one_value
// errors: any
// sentence: none
#include <leat/leat.hpp>

constexpr auto P = leat::pipeline("forecast", leat::input<int>("kind"),
                                  leat::choose("model", "kind", leat::when(1, [] { return 1; }),
                                               leat::when(1, [] { return 2; })));
