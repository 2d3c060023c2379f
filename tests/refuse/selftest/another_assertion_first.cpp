// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: this is refused
// errors: any
// reported: the first error is none of leat's sentences

static_assert(false, "internal");
static_assert(false, "leat: this is refused.");
