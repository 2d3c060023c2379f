// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a node is cached, or feeds one that is, and nothing tells when its code changes
// expect: {"y"}
// expect: has_nothing_that_tells_when_its_code_changes
#include <leat/cli.hpp>

constexpr auto p = leat::pipeline("p", leat::input<int>("x"),
                                  leat::node(
                                      "y", [](int x) { return x; }, "x") |
                                      leat::cached);

int use(int argc, char** argv) { return leat::main<p>(argc, argv); }
