// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define LEAT_HAS_CLI

// The command line of a program: leat::main.

#include <leat/cli/main.hpp>
#include <leat/leat.hpp>
