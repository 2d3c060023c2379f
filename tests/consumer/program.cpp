// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli.hpp>

constexpr auto doubled = leat::pipeline("doubled", leat::param("x", 21),
                                        leat::node(
                                            "y", [](int x) { return 2 * x; }, "x") |
                                            leat::version(1));

int main(int argc, char** argv) { return leat::main<doubled>(argc, argv); }
