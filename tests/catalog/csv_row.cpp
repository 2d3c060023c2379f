// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/csv_row.hpp>

#include <catch.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace leat::detail;

namespace {

struct row {
    int count;
    std::optional<std::string> name;
};
struct nested {
    row inner;
};
struct nothing {};
struct no_default {
    explicit no_default(int);
    int count;
};

} // namespace

TEST_CASE("what a row may be") {
    STATIC_REQUIRE(csv_row<row>);
    STATIC_REQUIRE_FALSE(csv_row<nested>);
    STATIC_REQUIRE_FALSE(csv_row<nothing>);
    STATIC_REQUIRE_FALSE(csv_row<no_default>);
    STATIC_REQUIRE_FALSE(csv_row<std::tuple<int, int>>);
    STATIC_REQUIRE_FALSE(csv_row<int>);
    STATIC_REQUIRE(is_csv_rows<std::vector<row>>);
    STATIC_REQUIRE_FALSE(is_csv_rows<std::vector<int>>);
}
