// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook has a member that is named as a hook point and that can be called for nothing in this pipeline.
// expect:   after_node_run(node)          or (node, value), (node, outputs...)
// expect: hook<audit>::at_point<
// expect: {"after_node_run"}
// expect: is_never_called
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

struct audit { void before_node_run(leat::node_info const&) {} void after_node_run(std::vector<int>) {} };
void use() { auto app = leat::session<forecast>(audit{}); }
