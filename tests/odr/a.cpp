// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/cli.hpp>
#include <leat/hooks.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>
#include <leat/view.hpp>

#include "pipeline.hpp"

using namespace leat::literals;

int shared_in_b(int x);
int own_in_b(int x);
void const* pipeline_in_b();

int main() {
    bool const same_object = pipeline_in_b() == static_cast<void const*>(&shared);
    bool const same_results = leat::run<shared>("x"_n = 4)["y"_n] == shared_in_b(4) &&
                              leat::run<own>("x"_n = 4)["y"_n] == own_in_b(4);
    return same_object && same_results ? 0 : 1;
}
