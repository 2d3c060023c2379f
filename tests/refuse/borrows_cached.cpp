// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a cached node returns what refers to another value
// expect: which_refers_to_another_value<
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <string_view>

constexpr auto p =
    leat::pipeline("p", leat::node("name", []() -> std::string_view { return "name"; }) |
                            leat::borrows() | leat::cached | leat::version(1));
void use() { auto app = leat::session<p>(leat::cache(leat::memory_store{})); }
