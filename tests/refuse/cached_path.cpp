// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a cached node returns a file, which is not kept
// expect: because_of<std::filesystem
// expect: {"parts"}
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

constexpr auto p = leat::pipeline(
    "p", leat::node("parts", [] { return std::vector<std::pair<int, std::filesystem::path>>(); }) |
             leat::cached | leat::version(1));

void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
