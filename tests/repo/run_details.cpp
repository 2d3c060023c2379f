// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/run_record.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/repo.hpp>
#include <leat/repo/open.hpp>

#include "sample.hpp"

#include <catch.hpp>
#include <sqlite3.h>

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <vector>

using namespace leat::literals;
namespace fs = std::filesystem;

namespace {

double work(int a, double by, leat::context& here) {
    for (int i = 0; i < 5000; ++i) here.metric("loss", 1.0 / (1 + i), {.context = "train"});
    here.metric("note", "text");
    return a * by;
}
constexpr auto small = leat::pipeline("small", leat::input<int>("a"), leat::param("by", 0.5),
                                      leat::node("out", work, "a", "by"));
int other(int a) { return a; }
constexpr auto another =
    leat::pipeline("another", leat::input<int>("a"), leat::node("b", other, "a"));

std::size_t blobs_in(leat::repo const& repo) {
    std::size_t count = 0;
    repo.for_each([&](std::string_view name, std::uint64_t) {
        count += name.starts_with(leat::blob_prefix) ? 1 : 0;
    });
    return count;
}

} // namespace

TEST_CASE("a record tells all that a report shows") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const result = leat::session<small>(repo).run("a"_n = 4);
    leat::run_info const made = repo.run(result.info().id).details();
    REQUIRE(made.graph);
    CHECK(*made.graph == *result.info().graph);
    REQUIRE(made.params.size() == 2);
    CHECK(made.params[0].name == "a");
    CHECK(made.params[0].text == "4");
    CHECK(made.params[1].type == "double");
    REQUIRE(made.metrics.size() == 1); // texts are no lines
    CHECK(made.metrics[0].context == "train");
    CHECK(made.metrics[0].points.size() <= leat::detail::metric_log::most + 2);
    CHECK(made.metrics[0].all.count == 5000);
    CHECK(made.metrics[0].points.back().first == 4999);
    CHECK(made.of("out"_n).began == result.info().of("out"_n).began);
    CHECK(made.of("out"_n).began.count() > 0);
    CHECK(repo.run(made.id).wall() == made.wall);
    CHECK_FALSE(repo.run(made.id).origin());
}

TEST_CASE("runs of one pipeline share its structure, which goes with the last of them") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::vector<std::string> ids;
    for (int i = 0; i < 3; ++i) ids.push_back(leat::session<small>(repo).run("a"_n = 4).info().id);
    std::size_t const before = blobs_in(repo);
    std::string const last = leat::session<another>(repo).run("a"_n = 4).info().id;
    CHECK(blobs_in(repo) == before + 1); // its structure; what it returns is its input
    repo.collect();
    CHECK(repo.verify().empty());
    CHECK(repo.run(ids[0]).graph());
    for (auto const& id : ids) repo.remove(id);
    CHECK(repo.run(last).graph()->pipeline == "another");
    repo.remove(last);
    repo.collect();
    CHECK(blobs_in(repo) == 0);
}

TEST_CASE("a lost or damaged structure leaves the rest of the record") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    std::string const id = leat::session<small>(repo).run("a"_n = 4).info().id;
    std::string const bytes = archived(*repo.run(id).graph());
    REQUIRE(repo.remove(leat::blob_name(leat::blob_digest(bytes))) == false); // it is needed
    for (auto const& [file, content] : files_of(dir / "repo"))
        if (content.find(bytes) != content.npos) fs::remove(file);
    CHECK_FALSE(repo.run(id).graph());
    CHECK(repo.run(id).info().of("out").status == leat::node_status::ran);
    CHECK_FALSE(repo.verify().empty());
}

TEST_CASE("a repo that an older leat has made is read, with what it has") {
    scratch dir;
    {
        leat::repo const repo(dir / "repo");
        leat::session<small>(repo).run("a"_n = 4);
    }
    fs::path const file = dir / "repo/repo.sqlite";
    leat::detail::database(file, leat::detail::sqlite_uri(file, "mode=rw"), SQLITE_OPEN_READWRITE)
        .run("DROP VIEW run_blobs; DROP INDEX runs_by_graph; ALTER TABLE runs DROP COLUMN graph; "
             "ALTER TABLE runs DROP COLUMN graph_bytes; ALTER TABLE nodes DROP COLUMN began; "
             "ALTER TABLE nodes DROP COLUMN thread; ALTER TABLE runs DROP COLUMN part; "
             "ALTER TABLE runs DROP COLUMN anew; DROP INDEX params_by_value; "
             "ALTER TABLE params DROP COLUMN rest; ALTER TABLE params DROP COLUMN given; CREATE "
             "INDEX params_by_value ON "
             "params(name, value, run); PRAGMA user_version = 1");
    leat::repo const repo(dir / "repo");
    leat::run_info const info = repo.latest()->details();
    CHECK_FALSE(info.graph);
    CHECK(info.params.size() == 2);
    CHECK(info.of("out").status == leat::node_status::ran);
    CHECK(info.of("out").began.count() == 0);
    std::string const id = leat::session<small>(repo).run("a"_n = 5).info().id;
    CHECK(repo.run(id).graph());
}
