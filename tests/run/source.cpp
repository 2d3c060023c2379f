// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/run/source.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <cstdint>
#include <optional>
#include <string>

using namespace leat::literals;

namespace {

constexpr auto numbers = leat::pipeline(
    "numbers", leat::input<std::uint8_t>("level"), leat::param<float>("rate", 0.5),
    leat::param("size", std::size_t(3)),
    leat::node(
        "sum", [](int level, double rate, std::size_t size) { return level + rate + double(size); },
        "level", "rate", "size"));

template <class... Arguments>
std::string told(Arguments const&... arguments) {
    auto const text = [](auto run) -> std::string {
        try {
            return std::to_string(run()["sum"_n]);
        } catch (leat::error const& e) {
            return e.what();
        }
    };
    auto app = leat::session<numbers>();
    std::string const bare = text([&] { return leat::run<numbers>(arguments...); });
    CHECK(text([&] { return app.run(arguments...); }) == bare);
    CHECK(text([&] { return leat::run<numbers>(leat::to("sum"), arguments...); }) == bare);
    return bare;
}

struct replacing {
    int by;
    auto before_node_run(leat::at<numbers, "sum">) const { return leat::replace("level"_n = by); }
};

} // namespace

TEST_CASE("a bound integer is taken where it fits, and named where it does not") {
    CHECK(told("level"_n = 255) == "258.500000");
    CHECK(told("level"_n = 7L, "size"_n = 1) == "8.500000");
    CHECK(told("level"_n = 256)
              .find("'numbers': 'level' is given 256, and its type holds 0 to 255") !=
          std::string::npos);
    CHECK(told("level"_n = -1).find("'level' is given -1,") != std::string::npos);
    CHECK(told("level"_n = 1, "size"_n = -2)
              .find("'size' is given -2, and its type holds 0 to 18446744073709551615") !=
          std::string::npos);
}

TEST_CASE("a bound floating-point number is rounded, and refused where it would be infinite") {
    CHECK(told("level"_n = 1, "rate"_n = 0.25) == "4.250000");
    CHECK(told("level"_n = 1, "rate"_n = 1e300).find("'rate' is given 1e+300") !=
          std::string::npos);
}

TEST_CASE("the same where a hook replaces an input") {
    CHECK(leat::session<numbers>(replacing{9}).run("level"_n = 1)["sum"_n] == 12.5);
    CHECK_THROWS_WITH(leat::session<numbers>(replacing{300}).run("level"_n = 1),
                      Catch::Matchers::Contains("'level' is given 300"));
}
