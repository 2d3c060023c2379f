// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: this is refused
// errors: 2
// reported: the first error is none of leat's sentences

int first = "is not an int";
static_assert(false, "leat: this is refused.");
