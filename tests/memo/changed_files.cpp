// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Files that are written to while a run uses them.
#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

using namespace leat::literals;
namespace fs = std::filesystem;

namespace {

std::mutex guard;
std::vector<std::string> calls;
// What happens when a node of that name begins, before it reads anything.
std::map<std::string, std::function<void()>> at_begin;
std::string fails_at;

void begin(std::string const& name) {
    {
        std::lock_guard const hold(guard);
        calls.push_back(name);
    }
    if (auto const found = at_begin.find(name); found != at_begin.end()) found->second();
    if (fails_at == name) throw std::runtime_error("offline");
}
std::string read(leat::file const& from) { return content_of(from.path()); }

struct given {
    scratch dir;
    std::vector<std::string> said{};
    leat::run_options options{.log = [this](std::string_view node, std::string_view line) {
        said.push_back(std::string(node) + ": " + std::string(line));
    }};

    given() {
        calls.clear();
        at_begin.clear();
        fails_at.clear();
    }
    leat::file put(std::string const& name, std::string const& text) const {
        put_content(dir / name, text);
        return dir / name;
    }
    std::size_t told() const {
        return static_cast<std::size_t>(
            std::count_if(said.begin(), said.end(),
                          [](auto const& line) { return contains(line, "has changed"); }));
    }
};

// Both nodes take the file.
constexpr auto two = leat::pipeline("two", leat::input<leat::file>("csv"),
                                    leat::node(
                                        "rows",
                                        [](leat::file const& csv) {
                                            begin("rows");
                                            return read(csv).size();
                                        },
                                        "csv") |
                                        leat::cached | leat::version(1),
                                    leat::node(
                                        "text",
                                        [](leat::file const& csv, std::size_t) {
                                            begin("text");
                                            return read(csv);
                                        },
                                        "csv", "rows") |
                                        leat::cached | leat::version(1));

} // namespace

TEST_CASE("a file is written to between the nodes that take it: later nodes have the new content") {
    given g;
    auto app = leat::session<two>(leat::cache(leat::memory_store{}));
    // Of one length, and at once: the times of the file may be the same.
    leat::file const csv = g.put("a.csv", "old\n");
    leat::file const copy = g.put("copy.csv", "old\n");
    at_begin["rows"] = [&] { g.put("a.csv", "NEW\n"); };
    CHECK(app.run<"text">(g.options, "csv"_n = csv)["text"_n] == "NEW\n");
    CHECK(g.told() == 1);
    REQUIRE(!g.said.empty());
    CHECK(contains(g.said[0], "rows: cache: file '" + (g.dir / "a.csv").string() +
                                  "' has changed: it was of 2"));
    CHECK(contains(g.said[0], "Z and is of 2"));
    at_begin.clear();
    calls.clear();
    CHECK(app.run<"text">(g.options, "csv"_n = copy)["text"_n] == "old\n");
    CHECK(calls == std::vector<std::string>{"rows", "text"});
    // What was made of the new content is kept as such.
    calls.clear();
    auto const result = app.run<"text">(g.options, "csv"_n = csv);
    CHECK(result["text"_n] == "NEW\n");
    CHECK(result.info().of("text").status == leat::node_status::hit);
    CHECK(g.told() == 1);
}

TEST_CASE("a file is written to while a node runs: what it returns is not kept") {
    given g;
    leat::memory_store store;
    auto app = leat::session<two>(leat::cache(store));
    leat::file const csv = g.put("a.csv", "old");
    at_begin["text"] = [&] { g.put("a.csv", "new content"); };
    auto const first = app.run<"text">(g.options, "csv"_n = csv);
    CHECK(first["text"_n] == "new content");
    CHECK(first.info().of("text").key == leat::digest{});
    CHECK(contains(first.info().of("text").reason,
                   "; a file has changed meanwhile, so its value is not kept"));
    CHECK(app.cache().find("rows").size() == 1);
    CHECK(app.cache().find("text").empty());
    CHECK(g.told() == 1);
    at_begin.clear();
    CHECK(app.run<"text">(g.options, "csv"_n = g.put("a.csv", "old"))["text"_n] == "old");
    CHECK(app.run<"text">(g.options, "csv"_n = g.put("a.csv", "new content"))["text"_n] ==
          "new content");
}

TEST_CASE("also when it is put back before the node ends, or is removed, or replaced") {
    given g;
    auto app = leat::session<two>(leat::cache(leat::memory_store{}));
    auto const text_of = [&](char const* what) {
        return app.run<"text">(g.options, "csv"_n = g.put("a.csv", what))["text"_n];
    };
    g.put("a.csv", "one");
    ::timespec const long_ago[] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    REQUIRE(::utimensat(AT_FDCWD, (g.dir / "a.csv").c_str(), long_ago, 0) == 0);
    std::string seen;
    SECTION("replaced by one with the same times of modification") {
        at_begin["text"] = [&] {
            g.put("b.csv", "two");
            REQUIRE(::utimensat(AT_FDCWD, (g.dir / "b.csv").c_str(), long_ago, 0) == 0);
            fs::rename(g.dir / "b.csv", g.dir / "a.csv");
        };
        CHECK(app.run<"text">(g.options, "csv"_n = leat::file(g.dir / "a.csv"))["text"_n] == "two");
    }
    SECTION("removed") {
        at_begin["text"] = [&] { fs::remove(g.dir / "a.csv"); };
        CHECK(app.run<"text">(g.options, "csv"_n = leat::file(g.dir / "a.csv"))["text"_n].empty());
        REQUIRE(g.said.size() == 1);
        CHECK(contains(g.said[0], "cannot be looked at any more"));
    }
    at_begin.clear();
    CHECK(text_of("one") == "one");
    CHECK(text_of("two") == "two");
}

namespace {

struct source {
    leat::file file;
    int column = 0;
};
constexpr auto nested =
    leat::pipeline("nested", leat::input<std::map<std::string, std::vector<source>>>("sources"),
                   leat::node(
                       "all",
                       [](std::map<std::string, std::vector<source>> const& sources) {
                           begin("all");
                           std::string text;
                           for (auto const& [name, some] : sources)
                               for (source const& one : some) text += read(one.file);
                           return text;
                       },
                       "sources") |
                       leat::cached | leat::version(1));

} // namespace

TEST_CASE("files in structs, vectors and maps are looked at, too") {
    given g;
    auto app = leat::session<nested>(leat::cache(leat::memory_store{}));
    std::map<std::string, std::vector<source>> const sources{
        {"a", {{g.put("1", "one"), 1}, {g.put("2", "two"), 1}}}, {"b", {{g.put("3", "3"), 2}}}};
    at_begin["all"] = [&] {
        g.put("2", "TWO");
        g.put("3", "THREE");
    };
    CHECK(app.run(g.options, "sources"_n = sources)["all"_n] == "oneTWOTHREE");
    CHECK(g.told() == 2); // once for each file
    at_begin.clear();
    g.put("2", "two");
    g.put("3", "3");
    CHECK(app.run(g.options, "sources"_n = sources)["all"_n] == "onetwo3");
}

namespace {

constexpr auto mapped = leat::pipeline("mapped", leat::input<std::vector<leat::file>>("files"),
                                       leat::map(
                                           "texts",
                                           [](leat::file const& file) {
                                               begin(file.path().filename().string());
                                               return read(file);
                                           },
                                           leat::each("files")) |
                                           leat::cached | leat::version(1));

} // namespace

TEST_CASE("elements of a map over files: those of a changed file are not kept, the others are") {
    given g;
    auto app = leat::session<mapped>(leat::cache(leat::memory_store{}));
    std::vector<leat::file> const files{g.put("1", "one"), g.put("2", "two"), g.put("3", "three"),
                                        g.put("4", "four")};
    at_begin["2"] = [&] { g.put("2", "TWO"); };
    fails_at = "4";
    CHECK_THROWS_AS(app.run(g.options, "files"_n = files), leat::node_error);
    at_begin.clear();
    fails_at.clear();
    g.put("2", "two");
    calls.clear();
    CHECK(app.run(g.options, "files"_n = files)["texts"_n] ==
          std::vector<std::string>{"one", "two", "three", "four"});
    CHECK(calls == std::vector<std::string>{"2", "4"});
}

TEST_CASE("a map that ends well over a file that has changed is not kept as a whole") {
    given g;
    auto app = leat::session<mapped>(leat::cache(leat::memory_store{}));
    std::vector<leat::file> const files{g.put("1", "one"), g.put("2", "two")};
    at_begin["2"] = [&] { g.put("2", "TWO"); };
    CHECK(app.run(g.options, "files"_n = files)["texts"_n][1] == "TWO");
    CHECK(g.told() == 1);
    at_begin.clear();
    g.put("2", "two");
    CHECK(app.run(g.options, "files"_n = files)["texts"_n][1] == "two");
}

namespace {

constexpr auto rounds =
    leat::pipeline("rounds", leat::input<std::string>("start"), leat::input<leat::file>("csv"),
                   leat::iterate(
                       "sum",
                       [](std::string const& so_far, leat::file const& csv) {
                           begin("round " + std::to_string(so_far.size()));
                           return so_far + read(csv);
                       },
                       "start", "csv") |
                       leat::until([](std::string const& s) { return s.size() == 8; }) |
                       leat::checkpoint_every(1) | leat::cached | leat::version(1));

} // namespace

TEST_CASE("rounds that have met a changed file are not gone on from") {
    given g;
    auto app = leat::session<rounds>(leat::cache(leat::memory_store{}));
    leat::file const csv = g.put("a.csv", "o");
    at_begin["round 3"] = [&] { g.put("a.csv", "N"); };
    fails_at = "round 6";
    CHECK_THROWS_AS(app.run(g.options, "start"_n = std::string(), "csv"_n = csv), leat::node_error);
    CHECK(g.told() == 1);
    at_begin.clear();
    fails_at.clear();
    g.put("a.csv", "o");
    calls.clear();
    CHECK(app.run(g.options, "start"_n = std::string(), "csv"_n = csv)["sum"_n] == "oooooooo");
    CHECK(calls.front() == "round 3"); // the last one that was good
}

namespace {

// "raw" is not cached: its value stands in keys by its own key, and it runs late.
constexpr auto late = leat::pipeline("late", leat::input<leat::file>("csv"), leat::input<int>("n"),
                                     leat::node(
                                         "raw",
                                         [](leat::file const& csv) {
                                             begin("raw");
                                             return read(csv);
                                         },
                                         "csv") |
                                         leat::version(1),
                                     leat::node(
                                         "first",
                                         [](leat::file const& csv, int) {
                                             begin("first");
                                             return read(csv);
                                         },
                                         "csv", "n") |
                                         leat::cached | leat::version(1),
                                     leat::node(
                                         "last",
                                         [](std::string const& raw, std::string const& first) {
                                             begin("last");
                                             return raw + "|" + first;
                                         },
                                         "raw", "first") |
                                         leat::cached | leat::version(1),
                                     leat::node(
                                         "other",
                                         [](std::string const& raw) {
                                             begin("other");
                                             return raw + "!";
                                         },
                                         "raw") |
                                         leat::cached | leat::version(1));

} // namespace

TEST_CASE(
    "a node that is not cached has met a changed file: nothing after it is kept under the old") {
    given g;
    leat::memory_store store;
    auto app = leat::session<late>(leat::cache(store));
    leat::file const csv = g.put("a.csv", "old");
    SECTION("while it runs") {
        at_begin["raw"] = [&] { g.put("a.csv", "new"); };
    }
    SECTION("before it, as a cached node found") {
        at_begin["first"] = [&] { g.put("a.csv", "new"); };
    }
    SECTION("while what takes its value runs, which changes nothing") {
        at_begin["last"] = [&] { g.put("a.csv", "new"); };
    }
    auto const first = app.run<"last", "other">(g.options, "csv"_n = csv, "n"_n = 1);
    CHECK(contains(first["other"_n], first["last"_n].substr(0, 3)));
    CHECK(g.told() <= 1);
    at_begin.clear();
    for (int n : {1, 2})
        for (std::string const text : {"old", "new", "old"}) {
            auto const r =
                app.run<"last", "other">(g.options, "csv"_n = g.put("a.csv", text), "n"_n = n);
            CHECK(r["last"_n] == text + "|" + text);
            CHECK(r["other"_n] == text + "!");
        }
}

TEST_CASE("several threads: what is kept is right, whatever is written meanwhile") {
    given g;
    leat::memory_store store;
    auto app = leat::session<late>(leat::cache(store), leat::parallel(3));
    for (int i = 0; i < 20; ++i) {
        std::string const text = std::to_string(i % 5);
        leat::file const csv = g.put("a.csv", text);
        at_begin = {{"first", [&, i] { g.put("a.csv", std::to_string((i + 1) % 5)); }}};
        app.run<"last", "other">(g.options, "csv"_n = csv, "n"_n = i);
        at_begin.clear();
        g.put("a.csv", text);
        auto const r = app.run<"last", "other">(g.options, "csv"_n = csv, "n"_n = i);
        REQUIRE(r["last"_n] == text + "|" + text);
        REQUIRE(r["other"_n] == text + "!");
    }
}

namespace {

constexpr auto sent = leat::pipeline("sent", leat::input<leat::file>("csv"),
                                     leat::node(
                                         "slow",
                                         [](leat::file const& csv) {
                                             begin("slow");
                                             return read(csv).size();
                                         },
                                         "csv"),
                                     leat::node(
                                         "text",
                                         [](leat::file const& csv, std::size_t) {
                                             begin("text");
                                             return read(csv);
                                         },
                                         "csv", "slow"),
                                     leat::node(
                                         "send",
                                         [](std::string const& text) {
                                             begin("send");
                                             return text;
                                         },
                                         "text"));

} // namespace

TEST_CASE("a run that is resumed takes nothing over that was made of another content") {
    given g;
    leat::repo const repo(g.dir / "repo");
    auto app = leat::session<sent>(repo);
    leat::file const csv = g.put("a.csv", "old data\n");
    at_begin["slow"] = [&] { g.put("a.csv", "NEW data, longer\n"); };
    fails_at = "send";
    std::string id;
    try {
        app.run(g.options, "csv"_n = csv);
    } catch (leat::node_error const& e) {
        id = e.run_id();
    }
    REQUIRE(!id.empty());
    CHECK(g.told() == 1);
    CHECK(contains(g.said.at(0), "slow: record: file"));
    at_begin.clear();
    fails_at.clear();
    g.put("a.csv", "old data\n"); // it is put back
    CHECK(app.resume(g.options, id)["send"_n] == "old data\n");
    CHECK(repo.run(id).values().size() >= 1);
}

TEST_CASE("a file that stays is said nothing of, and its values are kept") {
    given g;
    leat::memory_store store;
    auto app = leat::session<late>(leat::cache(store));
    leat::file const csv = g.put("a.csv", "old");
    app.run<"last", "other">(g.options, "csv"_n = csv, "n"_n = 1);
    auto const again = app.run<"last", "other">(g.options, "csv"_n = csv, "n"_n = 1);
    CHECK(again.info().of("last").status == leat::node_status::hit);
    CHECK(again.info().of("other").status == leat::node_status::hit);
    CHECK(g.said.empty());
}
