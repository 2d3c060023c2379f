// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: the_default_of_a_param_does_not_fit_into_its_type
// sentence: none
// errors: any
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::param<unsigned char>("level", 300));
