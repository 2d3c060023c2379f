// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/caching_memo.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>
#include <leat/serial/file_digest.hpp>

#include <catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

using namespace leat::literals;

// The record says what was in the files that a run was given.

namespace {

struct folder {
    folder()
        : path(std::filesystem::temp_directory_path() /
               ("leat-recorded-files-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~folder() { std::filesystem::remove_all(path); }
    leat::file put(std::string const& name, std::string const& text) const {
        std::ofstream(path / name) << text;
        return {path / name};
    }
    std::filesystem::path path;
};

std::string read(leat::file const& from) {
    std::ifstream in(from.path());
    std::string word;
    in >> word;
    return word;
}
std::string all_of(std::vector<leat::file> const& files) {
    std::string text;
    for (leat::file const& one : files) text += read(one);
    return text;
}
std::size_t length(std::string const& text) { return text.size(); }
std::size_t sum(std::size_t a, std::string const& b) { return a + b.size(); }

constexpr auto prices = leat::pipeline(
    "prices", leat::input<leat::file>("csv"), leat::input<std::vector<leat::file>>("others"),
    leat::node("text", read, "csv"), leat::node("length", length, "text"),
    leat::node("rest", all_of, "others"), leat::node("sum", sum, "length", "rest"));

leat::digest content(leat::run_record const& run, std::string const& name) {
    auto const values = run.values();
    auto const found =
        std::ranges::find(values, leat::detail::files_of(name), &leat::run_value::name);
    return found == values.end() ? leat::digest() : found->version;
}

template <class... Service>
void check(folder const& at, leat::repo& repo, Service const&... services) {
    auto const others = std::vector{at.put("a", "1"), at.put("b", "2")};
    auto app = leat::session<prices>(services..., repo);
    auto const csv = at.put("prices.csv", "one");
    leat::digest const was = leat::file_digest(csv.path());
    std::string const first = app.run("csv"_n = csv, "others"_n = others).info().id;
    std::string const same = app.run("csv"_n = csv, "others"_n = others).info().id;
    at.put("prices.csv", "other");
    std::string const second = app.run("csv"_n = csv, "others"_n = others).info().id;
    at.put("b", "3");
    std::string const third = app.run("csv"_n = csv, "others"_n = others).info().id;

    CHECK(content(repo.run(first), "csv") == was);
    CHECK(content(repo.run(same), "csv") == was);
    CHECK(content(repo.run(second), "csv") == leat::file_digest(csv.path()));
    CHECK(content(repo.run(first), "others") != leat::digest());
    CHECK(content(repo.run(second), "others") == content(repo.run(first), "others"));
    CHECK(content(repo.run(third), "others") != content(repo.run(first), "others"));

    auto const params_of = [&](std::string const& a, std::string const& b) {
        std::vector<std::string> found;
        for (auto const& row : repo.compare(a, b).rows)
            if (row.what == "param") {
                found.push_back(row.name);
                CHECK(row.left->find("content ") != std::string::npos);
                CHECK(row.left->size() > row.left->find("content ") + 15);
            }
        return found;
    };
    CHECK(params_of(first, same).empty());
    CHECK(params_of(first, second) == std::vector<std::string>{"csv"});
    CHECK(params_of(second, third) == std::vector<std::string>{"others"});
    CHECK(repo.compare(first, second).followers ==
          std::vector<std::string>{"text", "length", "sum"});
}

} // namespace

TEST_CASE("the content of files is recorded, and a comparison begins with them") {
    folder const at;
    leat::repo repo(at.path / ".leat");
    SECTION("by a record") { check(at, repo); }
    SECTION("with a cache") { check(at, repo, leat::cache(repo)); }
    SECTION("in several threads") { check(at, repo, leat::parallel(2)); }
}
