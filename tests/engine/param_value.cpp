// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/engine/param_value.hpp>

#include <catch.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

using leat::detail::as_param;
using leat::detail::param_value;

namespace {
enum class colour : unsigned char { red = 3 };
struct opaque {};
} // namespace

TEST_CASE("numbers are numbers, texts are texts, and what is nothing in words is nothing") {
    CHECK(as_param(7) == param_value(std::int64_t(7)));
    CHECK(as_param(true) == param_value(std::int64_t(1)));
    CHECK(as_param(0.5f) == param_value(0.5));
    CHECK(as_param(colour::red) == param_value(std::int64_t(3)));
    CHECK(as_param(std::string("x")) == param_value(std::string("x")));
    CHECK(as_param(std::filesystem::path("a/b")) == param_value(std::string("a/b")));
    CHECK(as_param(std::chrono::milliseconds(20)) == param_value(std::string("20ms")));
    CHECK(as_param(std::vector<int>{1, 2}) == param_value(std::string("[1, 2]")));
    CHECK(as_param(opaque{}) == param_value(std::monostate{}));
}

TEST_CASE("an unsigned number that no signed one holds is unsigned") {
    std::uint64_t const largest = std::numeric_limits<std::int64_t>::max();
    CHECK(as_param(largest) == param_value(std::numeric_limits<std::int64_t>::max()));
    CHECK(as_param(largest + 1) == param_value(std::uint64_t(1) << 63));
}
