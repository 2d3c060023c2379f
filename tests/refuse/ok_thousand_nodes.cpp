// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// A chain of 1,000 nodes, each with a function and a result type of its own, within the compilers'
// default limits of depth and steps.

#define BOOST_PP_LIMIT_MAG 1024
#define BOOST_PP_LIMIT_REPEAT 1024

#include <leat/leat.hpp>

#include <boost/preprocessor/arithmetic/inc.hpp>
#include <boost/preprocessor/repetition/repeat.hpp>
#include <boost/preprocessor/stringize.hpp>

using namespace leat::literals;

template <int I>
struct result {
    int value;
};

#define NODE(z, i, unused)                                                                         \
    , leat::node("n" BOOST_PP_STRINGIZE(BOOST_PP_INC(i)),                                          \
                 [](result<i> const& r) { return result<i + 1>{r.value + i}; },                    \
                 "n" BOOST_PP_STRINGIZE(i))

constexpr auto chain =
    leat::pipeline("chain", leat::input<int>("in"),
                   leat::node("n0", [](int x) { return result<0>{x}; }, "in")
                       BOOST_PP_REPEAT(999, NODE, ));

static_assert(leat::graph<chain>.size() == 1001);
static_assert(leat::depends_on<chain>("n999", "in"));

int use(int x) { return leat::run<chain>("in"_n = x)["n999"_n].value; }
