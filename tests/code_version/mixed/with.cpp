// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "pipeline.hpp"

using namespace leat::literals;

char const* run_with_digest(char const* folder) { return RUN_SHARED(folder); }
