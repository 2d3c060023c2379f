// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node takes over a value that is used again
// expect: {"first"}
// expect: {"owner"}
// expect: cannot_be_copied<std::unique_ptr<int
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::node("owner", [] { return std::make_unique<int>(1); }),
    leat::node("first", [](std::unique_ptr<int> p) { return *p; }, "owner"),
    leat::node("second", [](std::unique_ptr<int> const& p) { return *p; }, "owner"));
void use() { leat::run<forecast>(); }
