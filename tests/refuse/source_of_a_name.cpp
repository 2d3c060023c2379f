// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat_LEAT_FN_takes_the_text_of_a_function_such_as_a_lambda_and_not_only_its_name
// sentence: none
// errors: any
#include <leat/leat.hpp>

int twice(int x) { return 2 * x; }

constexpr auto p = leat::pipeline("p", leat::input<int>("x"), leat::node("y", LEAT_FN(twice), "x"));
