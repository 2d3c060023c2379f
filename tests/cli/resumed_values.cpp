// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/resumed_values.hpp>

#include <leat/cli/option_type.hpp>

#include <leat/leat.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::detail;

namespace {

using names = std::vector<std::string>;

std::string_view const small[] = {"n", "twice"};

} // namespace

TEST_CASE("how to go on with a run is said with its repo, where that is another", "[cli]") {
    program_words program;
    program.name = "mill";
    typed_command typed{.command = "run"};
    typed.repo = ".leat";
    CHECK(resume_advice(program, "", typed).empty());
    CHECK(resume_advice(program, "1", typed) == "; to go on: mill resume 1");
    typed.to = {"a", "b"}; // as the record says of which part it is
    CHECK(resume_advice(program, "1", typed) == "; to go on: mill resume 1");
    typed.repo = "../runs";
    CHECK(resume_advice(program, "1", typed) == "; to go on: mill resume 1 --repo ../runs");
    typed.repo = "it's mine";
    CHECK(resume_advice(program, "1", typed) == "; to go on: mill resume 1 --repo 'it'\\''s mine'");
}

TEST_CASE("advice for programmers is not for who types", "[cli]") {
    leat::node_error const with("mill", "b", "no water", {{"c"}, "leat::only(\"b\", \"c\")", "1"});
    CHECK(std::string(with.what()).ends_with("to resume: leat::only(\"b\", \"c\")"));
    CHECK(without_code(with) == "node 'b' of pipeline 'mill' failed: no water; not run: 'c'");
    leat::node_error const without("mill", "b", "no water", {{"c"}, "", "1"});
    CHECK(without_code(without) == without.what());
}

TEST_CASE("a run of a part that its record does not say needs the part", "[cli]") {
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
    for (auto const slice : {&typed_command::only, &typed_command::to, &typed_command::tagged}) {
        typed_command other{.command = "resume", .words = {id}};
        other.*slice = {"a"};
        CHECK(resumed_run(runs, "mill", other).id() == id);
    }
    typed.words = {}; // the newest that did not complete
    runs.begin({.pipeline = "mill", .sliced = true})->close({});
    runs.begin({.pipeline = "another"})->close({.status = leat::run_status::failed});
    CHECK(resumed_run(runs, "mill", typed).id() == id);
    runs.begin({.pipeline = "mill"})->close({}); // of the whole, since then
    CHECK_THROWS_WITH(resumed_run(runs, "mill", typed),
                      Catch::Contains("has completed; an older one did not: name '" + id + "'"));
    auto const whole = runs.begin({.pipeline = "mill"});
    whole->close({.status = leat::run_status::failed});
    CHECK(resumed_run(runs, "mill", {.words = {whole->id()}}).id() == whole->id());
}

TEST_CASE("a run of a part that its record says goes on as one", "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    auto const begun = runs.begin({.pipeline = "small", .sliced = true, .slice = names{"twice"}});
    begun->close({.status = leat::run_status::failed});
    typed_command typed{.command = "resume", .words = {"latest"}};
    typed.from = {"more"};
    auto const run = resumed_run(runs, "small", typed);
    CHECK(run.id() == begun->id());
    CHECK(run.sliced());
    CHECK(run.slice() == names{"twice"});
    typed_command anew = as_run_anew(typed, run, small);
    CHECK(anew.from.empty());
    CHECK(anew.only == names{"twice", "more"});
    typed.to = {"n"};
    CHECK(as_run_anew(typed, run, small).only.empty());
    typed.to.clear();
    auto const other = runs.begin({.pipeline = "small", .sliced = true, .slice = names{"gone"}});
    other->close({.status = leat::run_status::failed});
    CHECK_THROWS_AS(as_run_anew(typed, runs.run(other->id()), small), usage_error);
    typed.only = {"more"};
    CHECK(as_run_anew(typed, runs.run(other->id()), small).only == names{"more"});
}

TEST_CASE("a run that has completed is not gone on with, but run again from a node", "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    typed_command typed{.command = "resume", .words = {"latest"}};
    CHECK_THROWS_AS(resumed_run(runs, "mill", typed), leat::repo_error);
    auto const run = runs.begin({.pipeline = "mill"});
    run->close({});
    CHECK_THROWS_WITH(resumed_run(runs, "mill", typed),
                      Catch::Contains("resume " + run->id() + " --from NODE"));
    typed.from = {"a"};
    CHECK(resumed_run(runs, "mill", typed).id() == run->id());
}

TEST_CASE("what a run was given goes before the default", "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    auto const run = runs.begin({.pipeline = "mill"});
    {
        auto const hold = runs.hold();
        std::ostringstream bytes;
        leat::save_to(bytes, 7);
        leat::digest const content = leat::put_blob(runs, bytes.view());
        run->value({"depth", {}, content, {}, bytes.view().size(), "int"}, hold);
    }
    run->close({.status = leat::run_status::failed});
    leat::run_record const from = runs.run(run->id());
    int depth = 1, other = 1;
    bool given_depth = false, given_other = false;
    option_row const rows[] = {{"other", "", true, &other, &given_other, &option_type_of<int>},
                               {"depth", "", true, &depth, &given_depth, &option_type_of<int>}};
    take_recorded(rows, from);
    CHECK(other == 1);
    CHECK_FALSE(given_other);
    CHECK(depth == 7);
    CHECK(given_depth);
}
