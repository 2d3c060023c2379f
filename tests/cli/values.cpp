// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/values.hpp>

#include <leat/dsl/node.hpp>
#include <leat/dsl/pipeline.hpp>

#include <catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace leat::detail;

namespace {

struct opaque {};

constexpr auto mill = leat::pipeline(
    "mill", leat::input<int>("count") | leat::doc("how many"),
    leat::input<std::vector<double>>("sizes"), leat::param("ridge", 0.5),
    leat::param("title", "it's \"so\""), leat::param<std::chrono::milliseconds>("wait", 5),
    leat::param("other", opaque{}),
    leat::node(
        "all",
        [](int, std::vector<double> const&, double, std::string const&, std::chrono::milliseconds,
           opaque) { return 1; },
        "count", "sizes", "ridge", "title", "wait", "other"));
constexpr auto closed = leat::pipeline("closed", leat::input<opaque>("it"),
                                       leat::node(
                                           "x", [](opaque) {}, "it"));

using info = typed_values_of<mill>;
static_assert(info::unreachable == npos);
static_assert(typed_values_of<closed>::unreachable == 0);

using values = typed_values<mill, info::indices>;

std::string refused(std::vector<given_words> const& given) {
    values all;
    try {
        read_options(all.rows(), given);
        return "nothing";
    } catch (usage_error const& e) {
        return e.what();
    }
}

} // namespace

TEST_CASE("inputs and params are described as they are typed", "[cli]") {
    values made;
    auto const all = describe_options(made.rows());
    REQUIRE(all.size() == 5);
    CHECK(all[0].name == "count");
    CHECK(all[0].required);
    CHECK(all[0].doc == "how many");
    CHECK(all[1].list);
    CHECK(all[1].kind == "NUMBER,...");
    CHECK(all[2].text == "0.5");
    CHECK_FALSE(all[2].required);
    CHECK(all[3].text == "it's \"so\"");
    CHECK(all[4].kind == "TIME");
    CHECK(all[4].text == "5ms");
}

TEST_CASE("values are taken from words", "[cli]") {
    values all;
    read_options(all.rows(), {{{"3"}, "--count"}, {{"1,2"}, "--sizes"}, {}, {{""}, "--title"}, {}});
    CHECK(all.has(0));
    CHECK_FALSE(all.has(2));
    std::string seen;
    for (option_row const& row : all.rows())
        seen.append(row.name)
            .append(*row.given ? "=" : " ")
            .append(row.type->text(row.value))
            .append(";");
    CHECK(seen == "count=3;sizes=1,2;ridge 0.5;title=;wait 5ms;");
}

TEST_CASE("what cannot be taken is said with where it was", "[cli]") {
    CHECK(refused({{{"x"}, "--count"}, {}, {}, {}, {}}) == "--count: 'x' is no integer");
    CHECK(refused({{{"1", "2"}, "--count"}, {}, {}, {}, {}}) ==
          "--count: '1', '2' is a list, and one value is wanted");
    CHECK(refused({{{}, "'count' in 'p.json'", false}, {}, {}, {}, {}}) ==
          "'count' in 'p.json': an empty list is a list, and one value is wanted");
    CHECK(refused({{}, {{"1,2"}, "'sizes' in 'p.json'", false}, {}, {}, {}}) ==
          "'sizes' in 'p.json': '1,2' is no number");
}
