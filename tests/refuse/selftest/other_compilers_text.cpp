// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: this is refused
// expect-gcc: static assertion failed: leat: this
// expect-clang: 1 error generated.

static_assert(false, "leat: this is refused.");
