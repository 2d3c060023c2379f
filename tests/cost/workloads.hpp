// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/leat.hpp>

#include <boost/preprocessor/arithmetic/inc.hpp>
#include <boost/preprocessor/cat.hpp>
#include <boost/preprocessor/repetition/repeat.hpp>
#include <boost/preprocessor/stringize.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

// The same work by hand and by leat. The functions are not inlined, or the chain would fold into
// one addition on both sides and nothing would be measured.
namespace cost {

template <int I>
[[gnu::noinline]] int add(int x) {
    asm volatile("" : "+r"(x));
    return x + I;
}

#define COST_STEP(z, i, unused)                                                                    \
    int const BOOST_PP_CAT(v, BOOST_PP_INC(i)) = add<BOOST_PP_INC(i)>(BOOST_PP_CAT(v, i));
#define COST_NODE(z, i, unused)                                                                    \
    , leat::node("v" BOOST_PP_STRINGIZE(BOOST_PP_INC(i)), add<BOOST_PP_INC(i)>,                    \
                                        "v" BOOST_PP_STRINGIZE(i))

inline int chain_by_hand(int x) {
    int const v0 = add<0>(x);
    BOOST_PP_REPEAT(99, COST_STEP, )
    return v99;
}

inline constexpr auto chain =
    leat::pipeline("chain", leat::input<int>("in"),
                   leat::node("v0", add<0>, "in") BOOST_PP_REPEAT(99, COST_NODE, ));

inline int chain_by_leat(int x) {
    using namespace leat::literals;
    return leat::run<chain, "v99">("in"_n = x)["v99"_n];
}

#undef COST_STEP
#undef COST_NODE

// Ten nodes over a column of doubles: taken over, shared, split in two, joined again.
using column = std::vector<double>;

[[gnu::noinline]] inline column clean(column v) {
    for (double& x : v)
        if (!(std::abs(x) < 1e6)) x = 0;
    return v;
}
[[gnu::noinline]] inline double mean(column const& v) {
    return std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}
[[gnu::noinline]] inline double spread(column const& v, double mean) {
    double sum = 0;
    for (double x : v) sum += (x - mean) * (x - mean);
    return std::sqrt(sum / static_cast<double>(v.size())) + 1e-12;
}
[[gnu::noinline]] inline column scaled(column v, double mean, double spread) {
    for (double& x : v) x = (x - mean) / spread;
    return v;
}
[[gnu::noinline]] inline column clipped(column v) {
    for (double& x : v) x = std::clamp(x, -3.0, 3.0);
    return v;
}
[[gnu::noinline]] inline std::pair<column, column> halves(column const& v) {
    auto const middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
    return {column(v.begin(), middle), column(middle, v.end())};
}
[[gnu::noinline]] inline column lagged(column v) {
    for (std::size_t i = v.size(); i-- > 1;) v[i] -= v[i - 1];
    return v;
}
[[gnu::noinline]] inline column smoothed(column v) {
    for (std::size_t i = 1; i < v.size(); ++i) v[i] = 0.9 * v[i - 1] + 0.1 * v[i];
    return v;
}
[[gnu::noinline]] inline column joined(column a, column const& b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) a[i] += b[i];
    return a;
}
[[gnu::noinline]] inline double score(column const& v, double spread) {
    return std::inner_product(v.begin(), v.end(), v.begin(), 0.0) / spread;
}

inline double features_by_hand(column raw) {
    column c = clean(std::move(raw));
    double const m = mean(c);
    double const s = spread(c, m);
    column z = clipped(scaled(std::move(c), m, s));
    auto [first, second] = halves(z);
    column a = lagged(std::move(first));
    column const b = smoothed(std::move(second));
    column const j = joined(std::move(a), b);
    return score(j, s);
}

inline constexpr auto features = leat::pipeline(
    "features", leat::input<column>("raw"), leat::node("clean", clean, "raw"),
    leat::node("mean", mean, "clean"), leat::node("spread", spread, "clean", "mean"),
    leat::node("scaled", scaled, "clean", "mean", "spread"),
    leat::node("clipped", clipped, "scaled"),
    leat::node(leat::outputs("first", "second"), halves, "clipped"),
    leat::node("lagged", lagged, "first"), leat::node("smoothed", smoothed, "second"),
    leat::node("joined", joined, "lagged", "smoothed"),
    leat::node("score", score, "joined", "spread"));

inline double features_by_leat(column raw) {
    using namespace leat::literals;
    return leat::run<features, "score">("raw"_n = std::move(raw))["score"_n];
}

// One function for each element of a column.
[[gnu::noinline]] inline double scored(double x, double by) {
    asm volatile("" : "+x"(x));
    return x * by + 1;
}

[[gnu::noinline]] inline double last(column const& v) { return v.back(); }

inline column map_by_hand(column const& v, double by) {
    column made;
    made.reserve(v.size());
    for (double x : v) made.push_back(scored(x, by));
    return made;
}

inline constexpr auto map_of_column =
    leat::pipeline("map", leat::input<column>("v"), leat::input<double>("by"),
                   leat::map("scores", scored, leat::each("v"), "by"));

inline column map_by_leat(column const& v, double by) {
    using namespace leat::literals;
    return std::move(leat::run<map_of_column>("v"_n = v, "by"_n = by)["scores"_n]);
}

} // namespace cost
