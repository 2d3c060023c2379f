// Copyright the leat authors. Distributed under the Boost Software License,
// Version 1.0.
#include <leat/cli/program.hpp>

#include <catch.hpp>

using namespace leat::detail;

TEST_CASE("what an option can be called", "[cli]") {
    for (char const* good : {"ridge", "k", "eu.rate", "max-depth", "a_b", "2nd"})
        CHECK(is_option_name(good));
    for (char const* bad : {"", "-a", "a b", "a=b", "größe", "a/b"})
        CHECK_FALSE(is_option_name(bad));
    for (char const* every : // program has one of that name
         {"help", "set", "params", "only", "from", "to", "tag", "jobs", "json", "color", "no-cache",
          "display", "report", "quiet", "repo", "namespace", "display-cache"})
        CHECK_FALSE(has_option(every));
    CHECK(option_text("ridge") == "--ridge");
    CHECK(option_text("jobs") == "--set 'jobs=...'");
    CHECK(option_text("a b") == "--set 'a b=...'");
    CHECK(option_text("-n") == "--set='-n=...'");
    CHECK(option_text("it's") == "--set 'it'\\''s=...'");
}

TEST_CASE("the variable of a value", "[cli]") {
    CHECK(environment_name("forecast", "ridge") == "FORECAST_RIDGE");
    CHECK(environment_name("my-app", "eu.rate") == "MY_APP_EU_RATE");
    // That of the folder with the runs is of nothing else.
    CHECK(repo_variable("sync") == "SYNC_REPO");
    CHECK(environment_name("sync", "repo") == "SYNC_PARAM_REPO");
    CHECK(environment_name("sync", "Repo") == "SYNC_PARAM_REPO");
}
