// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/rebuild.hpp>

#include <leat/cache/entry.hpp>
#include <leat/cache/store.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/state.hpp>

#include "sample.hpp"

#include <cache/store_laws.hpp>

#include <limits>

namespace {

namespace fs = std::filesystem;

void lose_database(fs::path const& folder) {
    for (auto const* end : {"", "-wal", "-shm"})
        fs::remove(folder / ("repo.sqlite" + std::string(end)));
}

/// All rows of all tables, as text; the ids of metrics are not told.
std::string dump(leat::repo const& repo) {
    auto const use = repo.state()->reading("look into");
    std::string all;
    for (std::string const rows :
         {"* FROM runs ORDER BY id", "* FROM nodes ORDER BY 1, 2",
          "* FROM run_values ORDER BY 1, 2", "* FROM params ORDER BY 1, 2",
          "* FROM tags ORDER BY 1, 2", "* FROM artifacts ORDER BY 1, 2",
          "run, name, context, kind, count, last, lowest, highest FROM metrics ORDER BY 1, 2, 3",
          "run, name, context, first, points.count, data FROM metrics JOIN points ON metric = id "
          "ORDER BY 1, 2, 3, 4",
          "name, bytes FROM cache_index ORDER BY 1", "* FROM cache_contents ORDER BY 1, 2"}) {
        leat::detail::statement row(*use, "SELECT " + rows);
        all += rows + "\n";
        while (row.step()) {
            for (int column = 0; column < row.columns(); ++column)
                leat::detail::write_column(all, row, column);
            all += "\n";
        }
    }
    return all;
}

/// A run with all that there can be.
std::string full_run(leat::repo const& repo, int seed) {
    auto const run = repo.begin({.pipeline = "a\npipeline", .origin = "x", .program = "code"});
    keep_value(repo, *run, "model", seed);
    leat::node_report report = report_of("model");
    report.reason = "new\nlines and \\ and \xc3\xa9";
    report.key = {1, static_cast<std::uint64_t>(seed)};
    run->node(0, report);
    run->param("text", std::string("a\0b\n", 4), "std::string");
    run->param("nan", std::numeric_limits<double>::quiet_NaN(), "double");
    run->param("real", 0.1, "double");
    run->param("none", std::monostate(), "thing");
    run->tag("best");
    run->artifact("plot", "plot.svg", std::string("\0\n", 2));
    for (int i = 0; i < 300; ++i) {
        run->metric("loss", i * 0.1, {.context = "train"});
        if (i % 100 == 0) run->flush();
        run->metric("note", "line\n" + std::to_string(i));
    }
    run->metric("bad", std::numeric_limits<double>::quiet_NaN());
    run->close({.status = leat::run_status::failed,
                .wall = std::chrono::seconds(3),
                .failed_node = "fit",
                .reason = "no\ndata"});
    return run->id();
}

} // namespace

TEST_CASE("a database that is lost is made anew, equal") {
    scratch dir;
    std::string before;
    {
        leat::repo const repo(dir / "repo");
        for (int i = 0; i < 5; ++i) full_run(repo, i);
        leat::cache_entry entry;
        entry.key = {3, 4};
        entry.node = "model";
        entry.contents = entry.versions = {leat::put_blob(repo, "a cached value")};
        entry.sizes = {14};
        entry.types = {"text"};
        leat::put_entry(repo, entry);
        repo.put("x/removed", "1");
        repo.put("x/other", std::string("a\0\nb", 4));
        repo.put("x/other", std::string("b\0\nb\n\n", 6));
        repo.remove("x/removed");
        before = dump(repo);
    }
    SECTION("while nobody uses it") { lose_database(dir / "repo"); }
    SECTION("all but the log") { fs::remove(dir / "repo/repo.sqlite"); }
    leat::repo const repo(dir / "repo");
    CHECK(dump(repo) == before);
    CHECK(repo.runs().size() == 5);
    CHECK(repo.runs()[0].value<int>("model") == 4);
    CHECK(repo.runs()[0].metrics("note").size() == 300);
    CHECK(leat::get_entry(repo, {3, 4}).has_value());
    CHECK(!repo.get("x/removed"));
    CHECK(repo.verify().empty());
}

TEST_CASE("a run that crashed is made anew, too") {
    scratch dir;
    do_and_kill([&] {
        auto const repo = new leat::repo(dir / "repo");
        auto const run = repo->begin({.pipeline = "forecast"}).release();
        run->metric("loss", 1.0);
        run->flush();
    });
    std::string before;
    {
        leat::repo const repo(dir / "repo");
        CHECK(repo.latest()->status() == leat::run_status::crashed);
        before = dump(repo);
    }
    lose_database(dir / "repo");
    CHECK(dump(leat::repo(dir / "repo")) == before);
}

TEST_CASE("one damaged record among many: listed as such, the others are whole") {
    scratch dir;
    std::vector<std::string> ids;
    {
        leat::repo const repo(dir / "repo");
        for (int i = 0; i < 5; ++i) ids.push_back(full_run(repo, i));
    }
    fs::path const record = dir / "repo/store/runs/20" / ids[2].substr(2);
    std::string text = content_of(record);
    REQUIRE(text.size() > 1000);
    SECTION("a changed byte") { text[text.size() / 2] ^= 1; }
    SECTION("cut short") { text.resize(text.size() / 2); }
    SECTION("empty") { text.clear(); }
    SECTION("something else") { text = "hello"; }
    SECTION("sealed, and yet no record") {
        text = "leat-run 2\nrun t99999999999:x\n";
        text += "checksum " + leat::blob_digest(text).to_string() + "\n";
    }
    put_content(record, text);
    {
        leat::repo const repo(dir / "repo");
        if (!text.starts_with("leat-run 2\nrun t9")) CHECK(repo.verify().size() == 1);
    }
    lose_database(dir / "repo");
    leat::repo const repo(dir / "repo");
    auto const runs = repo.runs();
    REQUIRE(runs.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) {
        if (i == 2) continue;
        CHECK(repo.run(ids[i]).value<int>("model") == static_cast<int>(i));
        CHECK(repo.run(ids[i]).metrics("note").size() == 300);
    }
    auto const damaged = repo.run(ids[2]);
    CHECK(damaged.status() == leat::run_status::crashed);
    CHECK(contains(damaged.reason(), "the record of this run is lost: "));
    CHECK(damaged.info().nodes.empty());
    auto const age = repo.run(ids[3]).began() - damaged.began();
    CHECK(std::chrono::abs(age) < std::chrono::seconds(60));
    CHECK(repo.remove(ids[2]));
    repo.collect();
    CHECK(repo.verify().empty());
}

TEST_CASE("a record that is there again takes the place of what stood for it") {
    scratch dir;
    std::string id, before;
    {
        leat::repo const repo(dir / "repo");
        id = full_run(repo, 1);
        before = dump(repo);
    }
    fs::path const record = dir / "repo/store/runs/20" / id.substr(2);
    std::string const text = content_of(record);
    put_content(record, "damaged");
    lose_database(dir / "repo");
    leat::repo const repo(dir / "repo");
    CHECK(repo.latest()->params().empty());
    CHECK(repo.rebuild().size() == 1);
    put_content(record, text);
    CHECK(repo.rebuild().empty());
    CHECK(dump(repo) == before);
}

TEST_CASE("what is missing on one side is made of the other") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const id = full_run(repo, 1);
    fs::path const record = dir / "repo/store/runs/20" / id.substr(2);
    CHECK(repo.verify().empty());
    SECTION("a record") {
        std::string const before = content_of(record);
        fs::remove(record);
        REQUIRE(repo.verify().size() == 1);
        CHECK(contains(repo.verify()[0].why, "rebuild() writes it again"));
        CHECK(repo.rebuild().empty());
        CHECK(content_of(record) == before);
    }
    SECTION("a run") {
        std::string const before = dump(repo);
        leat::detail::run_sql(*repo.state()->writing("x"), "DELETE FROM runs");
        REQUIRE(!repo.verify().empty());
        CHECK(contains(repo.verify()[0].why, "rebuild() lists it again"));
        CHECK(repo.rebuild().empty());
        CHECK(dump(repo) == before);
    }
    CHECK(repo.verify().empty());
}

TEST_CASE("a journal of the cache that is damaged loses what is damaged") {
    scratch dir;
    {
        leat::repo const repo(dir / "repo");
        for (int i = 0; i < 20; ++i)
            repo.put("x/" + std::to_string(i), "content\n" + std::to_string(i));
    }
    fs::path const journal = dir / "repo/cache.journal";
    std::string text = content_of(journal);
    std::size_t lost = 1;
    SECTION("in the middle") { text[text.size() / 2] ^= 1; }
    SECTION("at its end") { text.resize(text.size() - 3); }
    SECTION("something in between") {
        text.insert(text.find("put x/7"), "put x/99 rubbish\n\n");
        lost = 0;
    }
    put_content(journal, text);
    lose_database(dir / "repo");
    leat::repo const repo(dir / "repo");
    CHECK(listed(repo).size() == 20 - lost);
    CHECK(repo.get("x/0") == "content\n0");
}

TEST_CASE("the journal of the cache does not grow for ever") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const bytes(100000, 'x');
    for (int i = 0; i < 200; ++i) repo.put("x/same", bytes + std::to_string(i));
    CHECK(fs::file_size(dir / "repo/cache.journal") < 10'000'000);
    lose_database(dir / "repo");
    CHECK(repo.get("x/same") == bytes + "199");
}
