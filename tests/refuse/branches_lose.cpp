// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a branch of a choose may lose a part of the number
// expect-gcc: branch<1>::returns<int>::which_the_node_returns_as<long unsigned int>
// expect-clang: branch<1>::returns<int>::which_the_node_returns_as<unsigned long>
#include <leat/leat.hpp>

#include <cstddef>

constexpr auto p = leat::pipeline("p", leat::input<int>("by"),
                                  leat::choose("x", "by", leat::when(0, [] { return -1; }),
                                               leat::otherwise([] { return std::size_t(1); })));
static_assert(leat::valid<p>);
