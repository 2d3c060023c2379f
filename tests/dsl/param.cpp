// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/dsl/param.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>
#include <vector>

using namespace leat::literals;

namespace {

constexpr auto p = leat::pipeline(
    "lists", leat::param("windows", {20, 60, 250}), leat::param("names", {"a", "bc"}),
    leat::param("one", {0.5}), leat::param("title", "x"),
    leat::node(
        "sum",
        [](std::vector<int> const& windows, std::vector<std::string> const& names,
           std::vector<double> const& one, std::string const& title) {
            std::string text = title;
            for (int window : windows) text += ' ' + std::to_string(window);
            for (std::string const& name : names) text += ' ' + name;
            return one.at(0) == 0.5 ? text : "";
        },
        "windows", "names", "one", "title"));

} // namespace

TEST_CASE("a list may be the default of a param") {
    CHECK(leat::run<p>()["sum"_n] == "x 20 60 250 a bc");
    CHECK(leat::run<p>("windows"_n = std::vector<int>{7})["sum"_n] == "x 7 a bc");
}
