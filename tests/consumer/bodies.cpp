// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// The bodies of all parts that `program.cpp` uses, where it is built without CMake and without leat's
// libraries.
#include <leat/cli.hpp>
#include <leat/src.hpp>
