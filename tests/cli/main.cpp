// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/main.hpp>

#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

namespace {

struct table { // of a type that cannot be typed
    std::vector<double> rows;
};
int calls = 0;
double sum(table const& of, double scale) {
    ++calls;
    double all = 0;
    for (double row : of.rows) all += row;
    return scale * all;
}
double plus(double a, std::unique_ptr<int> const& b) { return a + *b; }

constexpr auto small =
    leat::pipeline("small", leat::input<table>("table"), leat::input<std::unique_ptr<int>>("moved"),
                   leat::param("scale", 1.0),
                   leat::node("sum", sum, "table", "scale") | leat::cached | leat::version(1),
                   leat::node("plus", plus, "sum", "moved"));

struct counter {
    int* ends;
    void after_pipeline_run(leat::run_info const&) const {
        ++*ends;
        std::cout << "counted\n";
        std::clog << "told\n";
    }
};

/// Catches what goes to a stream.
class caught {
public:
    explicit caught(std::ostream& of) : of_(of), before_(of.rdbuf(text_.rdbuf())) {}
    ~caught() { of_.rdbuf(before_); }
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
    std::ostream& of_;
    std::streambuf* before_;
};

struct said {
    int code;
    std::string out, errors;
};

} // namespace

TEST_CASE("a program brings services and values of its own") {
    scratch dir;
    leat::repo runs(dir / "runs");
    leat::memory_store store;
    int ends = 0;
    auto const app = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "some/path/tool");
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        caught const out(std::cout), errors(std::cerr), told(std::clog);
        int const code =
            leat::main<small>(static_cast<int>(words.size()), argv.data(), leat::cache(store), runs,
                              leat::parallel(1), "table"_n = table{{1, 2, 3}}, counter{&ends},
                              "moved"_n = std::make_unique<int>(4));
        return said{code, out.text(), errors.text() + told.text()};
    };

    said const first = app({"--scale", "2"});
    CHECK(first.code == 0);
    CHECK(contains(first.out, "plus    16"));
    CHECK(calls == 1);
    CHECK(ends == 1);
    CHECK(app({"run", "--scale", "2"}).code == 0);
    CHECK(calls == 1); // the cache is the program's
    CHECK(runs.runs().size() == 2);
    said const quiet = app({"run", "--scale", "2", "--no-cache", "-q"});
    CHECK(quiet.out.empty());
    CHECK(quiet.errors.empty());
    CHECK(ends == 3);
    CHECK(contains(first.out, "counted\n"));
    CHECK(contains(first.errors, "told\n"));
    CHECK(calls == 2);

    said const help = app({"run", "--help"});
    CHECK(help.code == 0);
    CHECK(contains(help.out, "--scale NUMBER"));
    CHECK_FALSE(contains(help.out, "--table"));
    CHECK_FALSE(contains(help.out, "--jobs"));
    CHECK_FALSE(contains(help.out, "--repo FOLDER"));

    said const wrong = app({"--scael", "2"});
    CHECK(wrong.code == 2);
    CHECK(contains(wrong.errors, "did you mean '--scale'?"));
    CHECK(contains(wrong.errors, "tool: "));
    CHECK(wrong.out.empty());

    CHECK(contains(app({"cache", "list"}).out, "sum"));
    CHECK(contains(app({"cache", "explain", "sum", "--scale", "3"}).out, "(2 -> 3) has changed"));
    CHECK(contains(app({"dump", "plus", "--format", "shown"}).out, "16"));
    said const gc = app({"cache", "gc", "--keep-runs", "1"});
    CHECK(gc.code == 2);
    CHECK(contains(gc.errors, "for runs there is 'tool runs gc'"));
    CHECK(app({"cache", "gc", "--max-bytes", "1"}).code == 0);
    CHECK(runs.runs().size() == 3);
    said const dry = app({"runs", "gc", "--keep-runs", "1", "--dry-run"});
    CHECK(dry.code == 0);
    CHECK(contains(dry.out, "2 runs"));
    CHECK(runs.runs().size() == 3);
    CHECK(app({"runs", "gc", "--keep-runs", "1"}).code == 0);
    CHECK(runs.runs().size() == 1);
    CHECK(app({"runs", "remove", "nothing"}).code == 1);
}
