// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/recorder.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::literals;
using leat::node_status;
using leat::run_status;

namespace {

std::vector<std::string> calls;
std::string throws_at;

template <leat::fixed_string Name>
double make(double x) {
    calls.emplace_back(Name.view());
    if (throws_at == Name.view()) throw std::range_error("out of range");
    return x + 1;
}

constexpr auto chain =
    leat::pipeline("chain", leat::input<double>("in"), leat::param("by", 1.0),
                   leat::node("a", make<"a">, "in"), leat::node("b", make<"b">, "a"),
                   leat::node("c", make<"c">, "b"), leat::node("d", make<"d">, "c"),
                   leat::node(
                       "e",
                       [](double d, double by, leat::context& here) {
                           calls.emplace_back("e");
                           for (int i = 0; i < 10; ++i) here.metric("loss", 1.0 / (1 + i), i);
                           return d * by;
                       },
                       "d", "by"));

template <class Run>
std::string ran(Run&& run) {
    calls.clear();
    try {
        run();
    } catch (leat::run_error const&) {
    }
    throws_at.clear();
    std::string text;
    for (auto const& name : calls) text += name;
    return text;
}

} // namespace

TEST_CASE("a parameter is recorded as a number or in words") {
    using leat::param_value;
    using leat::detail::as_param;
    enum class grain : unsigned char { rye = 3 };
    CHECK(as_param(grain::rye) == param_value(3));
    CHECK(as_param(std::uint64_t(1) << 63) == param_value(std::uint64_t(1) << 63));
    CHECK(as_param(std::string("a\nb")) == param_value("a\nb"));
    CHECK(as_param(std::chrono::minutes(90)) == param_value("90min"));
    CHECK(as_param(std::vector<double>{7, 2.5}) == param_value("[7, 2.5]"));
    CHECK(as_param(std::vector<int>(100000)) == param_value("100000 elements"));
    struct model {};
    CHECK(as_param(model{}) == param_value());
}

TEST_CASE("a run is recorded: its status, nodes, parameters, values and metrics") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    auto const result = app.run("in"_n = 1, "by"_n = 2);
    CHECK(result["e"_n] == 10);
    auto const run = repo.latest();
    REQUIRE(run);
    CHECK(run->id() == result.info().id);
    CHECK(run->status() == run_status::completed);
    CHECK(run->value<double>("c") == 4);
    CHECK(run->value<double>("in") == 1);
    REQUIRE(run->params().size() == 2);
    CHECK(run->params()[0].name == "by");
    CHECK(run->params()[0].value == leat::param_value(2.0));
    CHECK(run->metrics("loss").size() == 10);
    CHECK(run->metrics("loss")[3].number() == 0.25);
    auto const info = run->info();
    REQUIRE(info.nodes.size() == 5);
    for (auto const& node : info.nodes) CHECK(node.status == node_status::ran);
    CHECK(info.wall == result.info().wall);
}

TEST_CASE("a parameter is recorded as given, or as there by default, also in a resumed run") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    auto const given = [&] {
        std::string text;
        for (leat::shown_param const& one : repo.latest()->details().params)
            text += one.name + (one.given ? " given;" : " by default;");
        return text;
    };
    app.run("in"_n = 1);
    CHECK(given() == "by by default;in given;");
    std::string const id = app.run("in"_n = 1, "by"_n = 1).info().id;
    CHECK(given() == "by given;in given;");
    app.resume(id, leat::from("e"_n));
    CHECK(given() == "by given;in given;");
    leat::run_options options;
    std::vector<std::string_view> const names{"by"};
    options.by_default = &names; // as the command line says it
    app.run("in"_n = 1, "by"_n = 1, options);
    CHECK(given() == "by by default;in given;");
}

TEST_CASE("step 4 of 5 fails; resume: 1 to 3 are not run again, 4 and 5 are") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    throws_at = "d";
    std::string failed;
    CHECK(ran([&] {
              try {
                  app.run("in"_n = 1, "by"_n = 2);
              } catch (leat::node_error const& e) {
                  failed = e.run_id();
                  throw;
              }
          }) == "abcd");
    CHECK(repo.run(failed).status() == run_status::failed);
    CHECK(repo.run(failed).failed_node() == "d");
    CHECK(contains(repo.run(failed).reason(), "out of range"));
    CHECK(ran([&] {
              auto const result = app.resume();
              CHECK(result["e"_n] == 10);
              CHECK(result.info().origin == failed);
              CHECK(result.info().of("c").status == node_status::resumed);
              CHECK(result.info().of("d").status == node_status::ran);
          }) == "de");
    CHECK(repo.latest()->info().origin == failed);
    CHECK(repo.latest()->value<double>("a") == 2); // also what it did not make itself
}

TEST_CASE("resume without a name takes the most recent, runs made by resume included") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    throws_at = "b";
    CHECK(ran([&] { app.run("in"_n = 1); }) == "ab");
    throws_at = "d";
    CHECK(ran([&] { app.resume(); }) == "bcd");
    std::string const second = repo.latest()->id();
    CHECK(ran([&] { CHECK(app.resume().info().origin == second); }) == "de");
    CHECK(error_of([&] { app.resume(); }) == "there is no run of pipeline 'chain' to resume in " +
                                                 repo.describe() + ": the last one, '" +
                                                 repo.latest()->id() + "', has completed");
    CHECK(repo.runs().size() == 3);
}

TEST_CASE("a run that failed before the last one completed is resumed by its name alone") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    throws_at = "b";
    ran([&] { app.run("in"_n = 1); });
    std::string const old = repo.latest()->id();
    throws_at = "d";
    ran([&] { app.run("in"_n = 2); });
    throws_at = {};
    app.resume();
    std::string const last = repo.latest()->id();
    CHECK(error_of([&] { app.resume(); }) == "there is no run of pipeline 'chain' to resume in " +
                                                 repo.describe() + ": the last one, '" + last +
                                                 "', has completed; an older one did not: name '" +
                                                 old + "' to go on with that");
    CHECK(repo.runs().size() == 3);
    CHECK(app.resume(old).info().origin == old);
}

TEST_CASE("resume of a completed run says so and does nothing; from a node it runs what follows") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    app.run("in"_n = 1);
    std::string const id = repo.latest()->id();
    CHECK(ran([&] {
              CHECK(contains(error_of([&] { app.resume(id); }),
                             "has completed, so there is nothing to resume"));
          }) == "");
    CHECK(repo.runs().size() == 1);
    CHECK(ran([&] { CHECK(app.resume(id, leat::from("c"_n))["e"_n] == 5); }) == "cde");
}

TEST_CASE("resume of an unknown run is an error, and leaves no record") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    app.run("in"_n = 1);
    CHECK(contains(error_of([&] { app.resume("20990101-000000-aaaaaa"); }), "20990101"));
    CHECK(repo.runs().size() == 1);
}

TEST_CASE("a parameter is changed in a resume: nodes that do not use it are kept") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    throws_at = "d";
    ran([&] { app.run("in"_n = 1); });
    CHECK(ran([&] { CHECK(app.resume("by"_n = 3.0)["e"_n] == 15); }) == "de");
    throws_at = "d";
    ran([&] { app.run("in"_n = 1); });
    CHECK(ran([&] { app.resume("in"_n = 2.0); }) == "abcde");
}

TEST_CASE("what the run was asked for, it is asked for when it is resumed") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    throws_at = "c";
    ran([&] { app.run<"c">("in"_n = 1); });
    CHECK(ran([&] {
              auto const result = app.resume();
              CHECK(result["c"_n] == 4);
              CHECK(!result.contains("e"_n));
          }) == "c");
}

TEST_CASE("a run that fails is discarded by the session that is told so") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo, leat::on_failure::discard);
    throws_at = "d";
    CHECK(ran([&] { app.run("in"_n = 1); }) == "abcd");
    CHECK(repo.runs().empty());
    app.run("in"_n = 1);
    CHECK(repo.runs().size() == 1);
}

TEST_CASE("the code throws, and the handler removes the run") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<chain>(repo);
    throws_at = "d";
    try {
        app.run("in"_n = 1);
        FAIL("no error");
    } catch (leat::node_error const& e) {
        CHECK(repo.remove(e.run_id()));
    }
    throws_at.clear();
    CHECK(repo.runs().empty());
    CHECK(repo.verify().empty());
}

TEST_CASE("the cache and the record share what they keep") {
    static constexpr auto cached =
        leat::pipeline("cached", leat::input<double>("in"),
                       leat::node("a", make<"a">, "in") | leat::cached | leat::version(1),
                       leat::node("b", make<"b">, "a") | leat::version(1));
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<cached>(leat::cache(repo), repo);
    CHECK(ran([&] { app.run("in"_n = 1); }) == "ab");
    CHECK(ran([&] { app.run("in"_n = 1); }) == "b");
    auto const run = *repo.latest();
    CHECK(run.info().of("a").status == node_status::hit);
    CHECK(run.value<double>("a") == 2);
    CHECK(repo.verify().empty());
}
