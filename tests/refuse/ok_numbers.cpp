// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// Numbers that become others without losing a part, or whose value tells.
#include <leat/leat.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::literals;

enum color { red, green };
enum class shade : unsigned char { light, dark };

constexpr auto p = leat::pipeline(
    "p", leat::input<int>("n"), leat::input<std::vector<float>>("v"), leat::input<color>("c"),
    leat::input<bool>("flag"), leat::input<unsigned>("u"), leat::input<shade>("s"),
    leat::param<unsigned char>("level", 255), leat::param<float>("rate", 0.1),
    leat::param<std::size_t>("size", 10), leat::param<std::chrono::seconds>("wait", 5),
    leat::param("text", "abc"),
    leat::node(
        "wider",
        [](double n, long long u, int flag, double level) { return n + double(u) + flag + level; },
        "n", "u", "flag", "level"),
    leat::node(
        "named", [](int c, shade) { return c; }, "c", "s"),
    leat::node(
        "classes",
        [](std::string_view text, std::optional<int> n, std::chrono::nanoseconds) {
            return int(text.size()) + *n;
        },
        "text", "n", "wait"),
    leat::map(
        "m", [](double x) { return x; }, leat::each("v")),
    leat::choose("either", "n", leat::when(0, [] { return 1; }),
                 leat::otherwise([] { return 0.5; })),
    leat::iterate(
        "i", [](double x) { return x / 2; }, "n") |
        leat::until([](double x) { return x < 1; }, 10),
    leat::node(
        "kept", [](std::size_t size) { return size; }, "size") |
        leat::check([](auto size) { return size > 0; }, "size > 0") | leat::fallback(0),
    leat::node(
        "half", [](float rate) { return rate; }, "rate") |
        leat::fallback(0.5));
void use() {
    (void)leat::run<p>("n"_n = short(1), "v"_n = std::vector<float>{}, "c"_n = red, "flag"_n = 1,
                       "u"_n = 1, "s"_n = shade::dark, "level"_n = 7, "rate"_n = 0.5);
}
