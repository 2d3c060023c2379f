// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define LEAT_HAS_PARALLEL

// Nodes that run at the same time. Needs oneTBB.
#include <leat/executor/parallel.hpp>
#include <leat/executor/parallel_run.hpp>
