// Copyright the leat authors. Distributed under the Boost Software License,
// Version 1.0.
#include <leat/cli/runs_command.hpp>

#include <leat/cli/impl/json_text.ipp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <filesystem>
#include <sstream>
#include <string>

using namespace leat::detail;

namespace {

std::string make_run(leat::repo const& runs, double ridge, leat::run_status status) {
    auto const run = runs.begin({.pipeline = "mill"});
    run->param("ridge", ridge, "double");
    for (int step = 0; step < 3; ++step) run->metric("loss", ridge / (1 + step), {.step = step});
    leat::node_report node;
    node.name = "model";
    node.status =
        status == leat::run_status::failed ? leat::node_status::failed : leat::node_status::ran;
    node.outputs = {"model"};
    run->node(0, node);
    run->close({.status = status, .reason = status == leat::run_status::failed ? "no luck" : ""});
    return run->id();
}

std::string said(leat::repo const& runs, typed_command const& typed,
                 void (runs_command::*what)() const) {
    std::ostringstream out;
    (runs_command(runs, typed, out, {}).*what)();
    return out.str();
}
std::string listed(leat::repo const& runs, typed_command const& typed) {
    std::ostringstream out, errors;
    runs_command(runs, typed, out, {}).list(errors);
    CHECK(errors.str().empty());
    return out.str();
}

} // namespace

TEST_CASE("runs are listed, found, shown, compared and removed", "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    CHECK(listed(runs, {}) == "No runs yet.\n");
    CHECK_THROWS_WITH(said(runs, {}, &runs_command::show), Catch::Contains("no runs"));
    std::string const first = make_run(runs, 0.5, leat::run_status::failed);
    std::string const second = make_run(runs, 1, leat::run_status::completed);

    std::string const all = listed(runs, {});
    CHECK(all.find(second) < all.find(first)); // the newest first
    CHECK(contains(all, "ridge 0.5"));
    CHECK(contains(all, "no luck"));
    std::string const found = listed(runs, {.words = {"ridge > 0.7"}});
    CHECK(contains(found, second));
    CHECK_FALSE(contains(found, first));
    CHECK(listed(runs, {.words = {"ridge > 7"}}) == "No run is like that.\n");
    CHECK(contains(listed(runs, {.limit = 1}), "1 more; see --limit"));
    CHECK(contains(listed(runs, {.words = {"rigde > 7"}}), "did you mean 'ridge'?\n"));
    std::ostringstream values, notes; // what is for programs stays JSON
    typed_command const wrong{.json = true, .words = {"rigde > 7"}};
    runs_command(runs, wrong, values, {}).list(notes);
    CHECK(values.str() == "[]\n");
    CHECK(contains(notes.str(), "did you mean 'ridge'?\n"));

    std::string const shown = said(runs, {.words = {first}}, &runs_command::show);
    CHECK(contains(shown, "mill failed"));
    CHECK(contains(shown, "model"));
    CHECK(contains(shown, "loss"));
    CHECK(contains(said(runs, {.dot = true}, &runs_command::show), "digraph"));
    auto const json = json_value::parse(listed(runs, {.json = true}));
    REQUIRE(json.size() == 2);
    CHECK(json[0]["params"]["ridge"] == 1);
    CHECK(json[1]["status"] == "failed");

    typed_command both{.words = {first, second}};
    both.report = (dir / "both.html").string();
    std::string const compared = said(runs, both, &runs_command::compare);
    CHECK(contains(compared, "ridge"));
    CHECK(std::filesystem::exists(*both.report));
    CHECK(said(runs, {.words = {first, first}}, &runs_command::compare) == "They do not differ.\n");

    std::ostringstream out, errors;
    typed_command const gone{.words = {first}};
    CHECK(runs_command(runs, gone, out, {}).remove(errors));
    CHECK(out.str() == "1 run removed\n");
    CHECK(runs.runs().size() == 1);
}

TEST_CASE("what is told of runs, in full and as JSON", "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    std::string const first = make_run(runs, 0.5, leat::run_status::completed);
    auto const run = runs.begin({.pipeline = "mill", .origin = first});
    run->param("ridge", 0.25, "double");
    run->param("depth", 7, "int");
    run->tag("daily");
    run->metric("loss", 3, {.step = 0, .context = "test"});
    run->metric("loss", 5, {.step = 1, .context = "test"});
    run->metric("loss", 4, {.step = 2, .context = "test"});
    run->close({});

    std::string const all = listed(runs, {.limit = 0});
    CHECK(contains(all, first));
    CHECK(contains(all, run->id()));
    CHECK_FALSE(contains(all, "more"));
    CHECK((contains(all, "ridge 0.25, depth 7") || contains(all, "depth 7, ridge 0.25")));
    CHECK(contains(all, "loss (test) 4"));
    auto const list = json_value::parse(listed(runs, {.json = true}));
    CHECK(list[0]["origin"] == first);
    CHECK(list[1]["origin"].is_null());
    CHECK(list[0]["tags"] == json_value({"daily"}));

    typed_command latest{.words = {"latest"}};
    std::string const shown = said(runs, latest, &runs_command::show);
    CHECK(contains(shown, "tags: daily\n"));
    auto const lowest = shown.find("  3  ", shown.find("lowest")); // then the highest
    REQUIRE(lowest != shown.npos);
    CHECK(shown.find("5", lowest) != shown.npos);
    latest.report = (dir / "one.html").string();
    CHECK(contains(said(runs, latest, &runs_command::show), "report: " + *latest.report));
    CHECK(std::filesystem::exists(*latest.report));
    latest.json = true;
    CHECK(json_value::parse(said(runs, latest, &runs_command::show)).is_object());
    CHECK(contains(said(runs, {.mermaid = true}, &runs_command::show), "flowchart"));

    auto const compared = json_value::parse(
        said(runs, {.json = true, .words = {first, run->id()}}, &runs_command::compare));
    CHECK(compared["left"] == first);
    CHECK(compared["followers"].is_array());
    bool found = false;
    for (auto const& row : compared["rows"])
        if (row["name"] == "ridge") found = row["left"] == "0.5" && row["right"] == "0.25";
    CHECK(found);
}

TEST_CASE("a run that goes on is not removed, and said", "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    std::string const ended = make_run(runs, 0.5, leat::run_status::completed);
    auto const run = runs.begin({.pipeline = "mill"});
    std::ostringstream out, errors;
    typed_command const gone{.json = true, .words = {ended, run->id()}};
    CHECK_FALSE(runs_command(runs, gone, out, {}).remove(errors));
    CHECK(errors.str().find(run->id() + ": ") == 0);
    auto const said = json_value::parse(out.str());
    CHECK(said["removed"] == 1);
    CHECK(said["failed"] == json_value({run->id()}));
    run->close({});
}

TEST_CASE("a list shows what differs, why runs failed, and when they began with the zone",
          "[cli]") {
    scratch dir;
    leat::repo const runs(dir / "repo");
    auto const make = [&](char const* pipeline, double ridge, double share, char const* why) {
        auto const run = runs.begin({.pipeline = pipeline});
        std::string const reason = "node 'model' of pipeline 'mill' failed: " + std::string(why);
        run->param("ridge", ridge, "double");
        run->param("share", share, "double");
        bool const failed = *why != 0;
        run->close({.status = failed ? leat::run_status::failed : leat::run_status::completed,
                    .failed_node = failed ? "model" : "",
                    .reason = failed ? reason : ""});
    };
    make("mill", 0.5, 0.8, "");
    CHECK(contains(listed(runs, {}), "ridge 0.5, share 0.8")); // of one, all
    make("mill", 0.25, 0.8, "no \x1b[31mluck");
    std::string const two = listed(runs, {});
    CHECK(contains(two, "ridge 0.25  "));
    CHECK(contains(two, "ridge 0.5  "));
    CHECK_FALSE(contains(two, "share"));
    CHECK_FALSE(contains(two, "mill"));
    CHECK(two.find("  model: no \\x1b[31mluck") < two.find("ridge 0.25"));
    std::string const zone = leat::detail::local_time(runs.latest()->began());
    REQUIRE(zone.size() == std::string_view("2026-11-20 14:03:07+01:00").size());
    CHECK(zone[22] == ':');
    CHECK(contains(two, zone));
    CHECK(contains(listed(runs, {.words = {"began >= " + zone}}), runs.latest()->id()));
    make("bakery", 0.5, 0.8, "");
    std::string const three = listed(runs, {});
    CHECK(contains(three, "ridge 0.5, share 0.8  "));
    CHECK(contains(three, "mill"));
    // In a narrow terminal, too.
    std::ostringstream narrow;
    runs_command(runs, {}, narrow, {false, 100}).list(narrow);
    CHECK(contains(narrow.str(), "model: no \\x1b[31mluck"));
    CHECK(contains(narrow.str(), "ridge"));
}
