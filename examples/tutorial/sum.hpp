// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/context.hpp>

int sum_of(int steps, leat::context& here);
