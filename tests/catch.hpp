// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// Catch2 3 where it is installed, else Catch2 2.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
