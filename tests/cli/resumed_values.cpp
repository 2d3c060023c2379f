// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/resumed_values.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <string>

using namespace leat::detail;

TEST_CASE("how to go on with a run is what was typed for it", "[cli]") {
    typed_command typed{.command = "run"};
    CHECK(resume_advice("mill", "", typed).empty());
    CHECK(resume_advice("mill", "1", typed) == "; to go on: mill resume 1");
    typed.to = {"a", "b"};
    typed.tagged = {"daily"};
    CHECK(resume_advice("mill", "1", typed) ==
          "; to go on: mill resume 1 --to a --to b --tag daily");
    typed.from = {"c"};
    CHECK(resume_advice("mill", "1", typed).empty()); // which resume cannot say
    typed.command = "resume";
    CHECK_FALSE(resume_advice("mill", "1", typed).empty());
}

TEST_CASE("a run of a part is gone on with when the part is given", "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    std::string id;
    {
        auto const run = runs.begin({.pipeline = "mill", .sliced = true});
        id = run->id();
        run->close({.status = leat::run_status::failed});
    }
    typed_command typed{.command = "resume", .words = {id}};
    CHECK_THROWS_AS(resumed_run(runs, "mill", typed), usage_error);
    CHECK_THROWS_WITH(resumed_run(runs, "mill", typed), Catch::Contains("--to or --only"));
    typed.namespaced = {"eu"};
    CHECK(resumed_run(runs, "mill", typed).id() == id);
    typed.words = {"nothing"};
    CHECK_THROWS_AS(resumed_run(runs, "mill", typed), leat::repo_error);
}
