// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: {"dayz"}
// expect: did_you_mean<
// expect: would_alter<
// expect: returns_borrowed<
// expect: {"days"}
// expect: node<leat::fixed_string<2>{"a"}, leat::mistake::also_at<leat::fixed_string<2>{"b"}, leat::fixed_string<2>{"c"}>
// expect: node<leat::fixed_string<2>{"d"}, leat::mistake::also_at<leat::fixed_string<2>{"e"}, leat::fixed_string<2>{"f"}>
// expect: node<leat::fixed_string<2>{"h"}, leat::mistake::also_at<leat::fixed_string<2>{"i"}>
// expect: argument<1, leat::fixed_string<5>{"days"}>
// errors: 4
#include <leat/leat.hpp>

#include <string_view>

using namespace leat::literals;

constexpr auto forecast = leat::pipeline(
    "forecast", leat::input<int>("days"), leat::node("a", [](int x) { return x; }, "dayz"),
    leat::node("b", [](int x) { return x; }, "dayz"),
    leat::node("c", [](int x, int) { return x; }, "dayz", "dayz"),
    leat::node("d", [](int& x) { return x; }, "days"),
    leat::node("e", [](int& x) { return x; }, "days"),
    leat::node("f", [](int, int& x) { return x; }, "days", "days"),
    leat::node("g", [](int x) { return x; }, "other"),
    leat::node("h", [](int) { return std::string_view("h"); }, "days"),
    leat::node("i", [](int) { return std::string_view("i"); }, "days"));
static_assert(leat::valid<forecast>);
