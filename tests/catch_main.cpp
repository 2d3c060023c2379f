// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Catch2 2 makes its main() here; Catch2 3 links its own, and has no use for the macro.
#define CATCH_CONFIG_MAIN
#include "catch.hpp"
