// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook has a member that is named as a hook point and that can be called for nothing in this pipeline. Correct its parameters (a leat::at of another pipeline does not count), and see that it is public.
// expect: {"before_node_run"}
#include <leat/leat.hpp>

#include <string>
#include <vector>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<std::vector<double>>("clean"), leat::param("ridge", 0.1),
    leat::node(
        "model", [](std::vector<double> const& v, double ridge) { return ridge + v[0]; }, "clean",
        "ridge"),
    leat::node(
        "rmse", [](double model) { return std::to_string(model); }, "model"),
    leat::node(
        "print", [](std::string const&) {}, "rmse"));

class audit { void before_node_run(leat::node_info const&) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
