// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a param's default would lose a part of itself
// errors: any
#include <leat/leat.hpp>

constexpr auto p = leat::pipeline("p", leat::param<int>("share", 0.8));
