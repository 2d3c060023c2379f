// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/versioned.hpp>

#include <leat/catalog/text.hpp>

#include "laws.hpp"

#include <catch.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using leat::dataset::text;
using leat::dataset::versioned;
namespace fs = std::filesystem;

static_assert(leat::dataset_for<versioned<text>, double>);
static_assert(leat::dataset_for<versioned<text> const, std::string>);
static_assert(!leat::dataset_for<versioned<text>, std::vector<int>>);

namespace {

// A dataset of one type, that takes more than a path, writes two files and can be told to fail.
struct two_files {
    fs::path path;
    std::vector<std::string> list;
    int number;

    two_files(fs::path p, std::vector<std::string> l, int n)
        : path(std::move(p)), list(std::move(l)), number(n) {}
    int load() { return std::stoi(content_of(path)) + std::stoi(content_of(path.string() + "2")); }
    void save(int value) {
        put_content(path, std::to_string(value));
        if (value < 0) throw leat::error("no negative numbers");
        put_content(path.string() + "2", std::to_string(number));
    }
    bool exists() { return fs::exists(path); }
    std::string describe() { return "two files '" + path.string() + "'"; }
};

static_assert(leat::dataset_for<versioned<two_files>, int>);
static_assert(!leat::dataset_for<versioned<two_files>, std::vector<int>>);

} // namespace

TEST_CASE("versions obey the laws of datasets") {
    scratch const here;
    dataset_laws<std::string>([&] { return versioned<text>(here / "a.txt"); }, "one", "two");
    dataset_laws<double>([&] { return versioned<text>(here / "x/y/b.txt/").keep(1); }, 1.5, 2.5);
    dataset_laws<int>([&] { return versioned<two_files>(here / "c", {"u", "v"}, 0); }, 1, 2);
}

TEST_CASE("each save makes a folder that is named after the moment, with the file in it") {
    scratch const here;
    versioned<text> const file(here / "rmse.txt");
    CHECK(file.versions().empty());
    auto const before =
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    file.save(1);
    auto const after =
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    file.save(2);
    auto const versions = file.versions();
    REQUIRE(versions.size() == 2);
    CHECK(versions[0] >= leat::detail::version_name(before));
    CHECK(versions[0] <= leat::detail::version_name(after));
    CHECK(content_of(here / "rmse.txt" / versions[0] / "rmse.txt") == "1\n");
    CHECK(content_of(here / "rmse.txt" / versions[1] / "rmse.txt") == "2\n");
    CHECK(temporaries_in(here.folder) == 0);
    CHECK(file.describe() == "latest version of text file '" + (here / "rmse.txt").string() + "'");
}

TEST_CASE("the name of a version is a moment in UTC, and nothing else is") {
    using namespace std::chrono;
    auto const moment = sys_days(2026y / November / 21) + 7h + 15min + 2s + 123456us;
    CHECK(leat::detail::version_name(moment) == "2026-11-21T07.15.02.123456Z");
    leat::detail::microseconds_since_1970 read;
    REQUIRE(leat::detail::read_version("2026-11-21T07.15.02.123456Z", read));
    CHECK(read == moment);
    for (std::string const other : {"", "notes", "..", "2026-11-21", "2026-11-21T07.15.02.123456Z ",
                                    "2026-11-21T07.15.02.123456Zx", "2026-02-30T07.15.02.123456Z",
                                    "2026-11-21T24.15.02.123456Z", "2026-11-21T07.15.60.123456Z",
                                    "2026-13-21T07.15.02.123456Z", "2026-11-21T07:15:02.123456Z",
                                    " 026-11-21T07.15.02.123456Z", "2026-11-21T07.15.02.12345Z"})
        CHECK(!leat::detail::read_version(other, read));
}

TEST_CASE("one version is chosen, and does not change") {
    scratch const here;
    versioned<text> const file(here / "a.txt");
    file.save(1);
    file.save(2);
    file.save(3);
    auto const versions = file.versions();
    CHECK(file.at(versions[0]).load<int>() == 1);
    CHECK(file.at(versions[1]).load<int>() == 2);
    CHECK(file.load<int>() == 3);
    CHECK(contains(error_of([&] { file.at(versions[0]).save(9); }), versions[0]));
    CHECK(file.at(versions[0]).load<int>() == 1);
    CHECK(file.at(versions[0]).exists());
    CHECK(contains(file.at(versions[0]).describe(), versions[0]));
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("a version that is not there is an error that names the nearest") {
    scratch const here;
    versioned<text> const file(here / "a.txt");
    std::vector<std::string> names;
    for (int day = 1; day <= 9; ++day) {
        names.push_back("2026-11-0" + std::to_string(day) + "T00.00.00.000000Z");
        file.at(names.back()).save(day); // one that is not there may be saved
    }
    CHECK(file.versions() == names);
    CHECK(file.load<int>() == 9);
    auto const said = [&](std::string const& version) {
        return error_of([&] { (void)file.at(version).load<int>(); });
    };
    CHECK(said("2026-11-05T12.00.00.000000Z") ==
          "cannot read '" + (here / "a.txt").string() +
              "': there is no version 2026-11-05T12.00.00.000000Z; the nearest of 9 are " +
              names[3] + ", " + names[4] + ", " + names[5]);
    CHECK(contains(said("2020-11-05T12.00.00.000000Z"), "of 9 are " + names[0]));
    CHECK(contains(said("2030-11-05T12.00.00.000000Z"), names[7] + ", " + names[8]));
    CHECK(!file.at("2030-11-05T12.00.00.000000Z").exists());
    CHECK(contains(said("../secret"), "'../secret'"));
    CHECK(contains(error_of([&] { (void)file.at("yesterday"); }), "2026-11-21T07.15.02.123456Z"));
}

TEST_CASE("names grow strictly when the clock steps back") {
    scratch const here;
    versioned<text> const file(here / "a.txt");
    file.at("2999-12-31T23.59.59.999999Z").save(1); // from here, the clock is far behind
    file.save(2);
    file.save(3);
    CHECK(file.versions() == std::vector<std::string>{"2999-12-31T23.59.59.999999Z",
                                                      "3000-01-01T00.00.00.000000Z",
                                                      "3000-01-01T00.00.00.000001Z"});
    CHECK(file.load<int>() == 3);
}

TEST_CASE("only the newest versions are kept when so told") {
    scratch const here;
    auto const file = versioned<text>(here / "a.txt").keep(3);
    for (int i = 0; i < 10; ++i) {
        file.save(i);
        auto const versions = file.versions();
        REQUIRE(versions.size() == static_cast<std::size_t>(std::min(i + 1, 3)));
        REQUIRE(file.at(versions[0]).load<int>() == std::max(0, i - 2));
        REQUIRE(file.load<int>() == i);
    }
    file.keep(1).save(10);
    CHECK(file.versions().size() == 1);
    for (int i = 0; i < 5; ++i) file.keep(0).save(i);
    CHECK(file.versions().size() == 6);
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("what else is in the folder is left alone") {
    scratch const here;
    auto const file = versioned<text>(here / "a.txt").keep(1);
    file.save(1);
    put_content(here / "a.txt/notes.md", "mine");
    put_content(here / "a.txt/2030-01-01T00.00.00.000000Z", "a file in place of a version");
    fs::create_directory(here / "a.txt/.hidden");
    file.save(2);
    file.save(3);
    CHECK(file.load<int>() == 3);
    CHECK(file.versions().size() == 1);
    CHECK(content_of(here / "a.txt/notes.md") == "mine");
    CHECK(fs::exists(here / "a.txt/.hidden"));
}

TEST_CASE("a save that fails is no version") {
    scratch const here;
    auto const file = versioned<two_files>(here / "a", {}, 5);
    CHECK_THROWS_AS(file.save(-1), leat::error);
    CHECK(!file.exists());
    CHECK(temporaries_in(here.folder) == 0);
    file.save(1);
    CHECK(error_of([&] { file.save(-1); }) == "no negative numbers");
    CHECK(file.versions().size() == 1);
    CHECK(file.load() == 6);
    CHECK(temporaries_in(here.folder) == 0);

    int const code = finish(start([&] {
        limit_file_size(1000);
        versioned<text> const full(here / "a");
        std::string const said = error_of([&] { full.save(std::string(5000, 'x')); });
        return contains(said, (here / "a").string()) && contains(said, "the disk is full") ? 0 : 1;
    }));
    CHECK(code == 0);
    CHECK(file.load() == 6);
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("a file where the folder should be is not touched") {
    scratch const here;
    put_content(here / "a.txt", "12");
    versioned<text> const file(here / "a.txt");
    CHECK(!file.exists());
    CHECK(contains(error_of([&] { file.save(1); }), "it is a file"));
    CHECK(content_of(here / "a.txt") == "12");
}

TEST_CASE("temporaries of dead processes go with the next save") {
    scratch const here;
    versioned<text> const file(here / "a.txt");
    fs::create_directories(here / "a.txt/.new.1-0.leat-tmp/deep");
    put_content(here / "a.txt/.new.1-0.leat-tmp/deep/a.txt", "half");
    CHECK(!file.exists());
    file.save(1);
    CHECK(temporaries_in(here.folder) == 0);
    CHECK(file.load<int>() == 1);
}

TEST_CASE("processes that save at once make one version for each save") {
    scratch const here;
    versioned<text> const file(here / "a.txt");
    std::vector<pid_t> writers;
    for (int writer = 0; writer < 3; ++writer)
        writers.push_back(start([&] {
            std::string last;
            for (int i = 0; i < 40; ++i) {
                file.save(100 * writer + i);
                auto const all = file.versions();
                if (all.back() <= last) return 1;
                last = all.back();
            }
            return 0;
        }));
    for (pid_t const writer : writers) CHECK(finish(writer) == 0);
    auto const versions = file.versions();
    CHECK(versions.size() == 120);
    std::vector<int> last(3, -1);
    for (std::string const& version : versions) { // those of one writer are in its order
        int const value = file.at(version).load<int>();
        auto const writer = static_cast<std::size_t>(value / 100);
        REQUIRE(value % 100 == last[writer] + 1);
        last[writer] = value % 100;
    }
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("the latest version can be loaded while others remove old ones") {
    scratch const here;
    auto const file = versioned<text>(here / "a.txt").keep(1);
    file.save(0);
    pid_t const writer = start([&] {
        for (int i = 1; i <= 200; ++i) file.save(i);
        return 0;
    });
    int last = 0;
    for (int i = 0; i < 500; ++i) {
        int const value = file.load<int>();
        REQUIRE(value >= last);
        last = value;
    }
    CHECK(finish(writer) == 0);
    CHECK(file.load<int>() == 200);
}

TEST_CASE("a process that is killed while it saves leaves whole versions") {
    scratch const here;
    std::string const a(2'000'000, 'a'), b(2'100'000, 'b');
    auto const file = versioned<text>(here / "a.txt").keep(3);
    file.save(a);
    int left = 0;
    std::set<std::string> seen;
    kill_while_saving([&](int i) { file.save(i % 2 == 0 ? b : a); },
                      [&] {
                          auto const versions = file.versions();
                          REQUIRE(!versions.empty());
                          REQUIRE(versions.size() <= 4); // the fourth if killed before it removes
                          seen.insert(versions.back());
                          std::string const found = file.load<std::string>();
                          REQUIRE((found == a || found == b));
                          left += temporaries_in(here.folder) > 0;
                      });
    CHECK(left > 0); // else it was never killed while it wrote
    CHECK(seen.size() > 1);
    file.save(std::string("last"));
    CHECK(file.load<std::string>() == "last");
    CHECK(file.versions().size() == 3);
    for (std::string const& version : file.versions())
        if (version != file.versions().back()) {
            std::string const found = file.at(version).load<std::string>();
            CHECK((found == a || found == b));
        }
    CHECK(temporaries_in(here.folder) == 0);
}
