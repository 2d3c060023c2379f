// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define LEAT_HAS_CATALOG
#define LEAT_HAS_CACHE
#define LEAT_HAS_REPO
#define LEAT_HAS_PARALLEL
#define LEAT_HAS_VIEW
#define LEAT_HAS_CLI

// The command line of a program: leat::main.

#include <leat/cli/main.hpp>
#include <leat/leat.hpp>
#include <leat/repo.hpp>
