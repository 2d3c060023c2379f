// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: this is refused
// errors: 2

static_assert(false, "leat: this is refused.");
int then = "is not an int";
