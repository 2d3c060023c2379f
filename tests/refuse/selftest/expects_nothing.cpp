// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// reported: it does not say what to expect

static_assert(false, "leat: this is refused.");
