// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/events.hpp>

#include <leat/cache.hpp>
#include <leat/catalog/memory.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"

#include <boost/property_tree/json_parser.hpp>

#include <catch.hpp>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace leat::literals;

namespace {

constexpr auto chain =
    leat::pipeline("chain", leat::input<double>("in"), leat::param("by", 1.0),
                   leat::node(
                       "a",
                       [](double in, leat::context& here) {
                           here.log("line \"1\"");
                           if (in < 0) throw std::range_error("below 0");
                           return in + 1;
                       },
                       "in") |
                       leat::cached | leat::version(1),
                   leat::node(
                       "b", [](double a, double by) { return a * by; }, "a", "by") |
                       leat::cached | leat::version(1));

using line = boost::property_tree::ptree;
std::vector<line> lines_of(std::filesystem::path const& file) {
    std::vector<line> lines;
    std::ifstream in(file);
    for (std::string text; std::getline(in, text);) {
        std::istringstream one(text);
        boost::property_tree::read_json(one, lines.emplace_back());
    }
    return lines;
}
std::string told(std::vector<line> const& lines, std::string const& what) {
    std::string text;
    for (line const& one : lines) text += one.get(what, "-") + " ";
    return text;
}

} // namespace

TEST_CASE("each event of a run is a line of JSON") {
    scratch dir;
    leat::dataset::memory<double> b;
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}), leat::catalog("b"_n = b),
                                    leat::hooks::events(dir / "events"));
    app.run("in"_n = 1);
    auto const lines = lines_of(dir / "events");
    CHECK(told(lines, "event") == "run cache_miss node log node_ran cache_store "
                                  "cache_miss node node_ran cache_store save saved run_completed ");
    CHECK(told(lines, "node") == "- a a a a a b b b b - - - ");
    CHECK(told(lines, "dataset") == "- - - - - - - - - - b b - ");
    CHECK(lines[1].get<std::string>("reason") == "the store has nothing of this node");
    CHECK(lines[1].get<std::string>("key") == app.cache().find("a")[0].key.to_string());
    CHECK(lines[3].get<std::string>("line") == "line \"1\"");
    CHECK(lines[5].get<std::size_t>("bytes") == app.cache().find("a")[0].sizes[0]);
    CHECK(lines.back().get<double>("took") > 0);
    for (line const& one : lines) {
        CHECK(one.get<std::string>("pipeline") == "chain");
        CHECK(one.get<std::string>("time").size() ==
              std::string("2026-03-01T12:00:00.000000Z").size());
    }
}

TEST_CASE("runs are appended: the second tells hits, and why something ran") {
    scratch dir;
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}),
                                    leat::hooks::events(dir / "events"));
    app.run("in"_n = 1);
    auto const before = lines_of(dir / "events").size();
    app.run("in"_n = 1, "by"_n = 2);
    auto lines = lines_of(dir / "events");
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(before));
    CHECK(told(lines, "event") ==
          "run cache_hit cache_miss node node_ran cache_store run_completed ");
    CHECK(lines[2].get<std::string>("reason") == "input 'by' (1 -> 2) has changed");
}

TEST_CASE("a run that fails says so in its last line") {
    scratch dir;
    auto app = leat::session<chain>(leat::cache(leat::memory_store{}),
                                    leat::hooks::events(dir / "events"));
    CHECK_THROWS_AS(app.run("in"_n = -1), leat::node_error);
    auto const lines = lines_of(dir / "events");
    CHECK(told(lines, "event") == "run cache_miss node log node_failed run_failed ");
    CHECK(lines[4].get<std::string>("reason") == "below 0");
    CHECK(lines[5].get<std::string>("reason").starts_with("node 'a' of pipeline 'chain' failed"));
}

TEST_CASE("a file that cannot be written to fails the run before it does anything") {
    scratch dir;
    auto app = leat::session<chain>(leat::hooks::events(dir / "nowhere" / "events"));
    try {
        app.run("in"_n = 1);
        FAIL("no error");
    } catch (leat::hook_error const& e) {
        CHECK(std::string(e.what()).find("cannot open, to write the events of a run to it, '" +
                                         (dir / "nowhere" / "events").string() +
                                         "': No such file or directory") != std::string::npos);
    }
}

TEST_CASE("a full disk is said") {
    auto app = leat::session<chain>(leat::hooks::events("/dev/full"));
    try {
        app.run("in"_n = 1);
        FAIL("no error");
    } catch (leat::hook_error const& e) {
        CHECK(std::string(e.what()).find("'/dev/full': No space left on device") !=
              std::string::npos);
    }
}
