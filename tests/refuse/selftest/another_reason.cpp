// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: this is refused
// reported: missing from the output: leat: this is refused

#include <no/such/header.hpp>

static_assert(false, "leat: this is refused.");
