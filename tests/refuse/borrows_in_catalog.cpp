// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a catalog stores what refers to another value
// expect: refers_to_another_value
#include <leat/leat.hpp>

#include <string>
#include <string_view>

using namespace leat::literals;

constexpr auto p = leat::pipeline(
    "p", leat::node("name", []() -> std::string_view { return "name"; }) | leat::borrows());
struct store {
    std::string_view load();
    void save(std::string_view);
    bool exists();
    std::string describe();
};
void use() { auto app = leat::session<p>(leat::catalog("name"_n = store())); }
