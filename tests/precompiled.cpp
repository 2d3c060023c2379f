// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Nothing: it has a precompiled header made.
