// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/cli.hpp>
#include <leat/hooks.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>

#include "pipeline.hpp"

using namespace leat::literals;

int shared_in_b(int x) { return leat::run<shared>("x"_n = x)["y"_n]; }
int own_in_b(int x) { return leat::run<own>("x"_n = x)["y"_n]; }
void const* pipeline_in_b() { return &shared; }
