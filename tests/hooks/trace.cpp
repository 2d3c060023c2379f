// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/trace.hpp>

#include <leat/catalog/memory.hpp>
#include <leat/support/file_bytes.hpp>

#include "sample.hpp"

#include <boost/property_tree/json_parser.hpp>

#include <catch.hpp>

#include <csignal>
#include <filesystem>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <vector>

using namespace leat::literals;
using sample::forecast;
namespace fs = std::filesystem;

namespace {

struct event {
    std::string phase, kind, name, status, reason;
    double begin, end;
    boost::property_tree::ptree arguments;
};

double number(boost::property_tree::ptree const& tree, char const* key) {
    return std::stod(tree.get<std::string>(key));
}

std::vector<event> events_in(std::string const& text) {
    std::istringstream in(text);
    boost::property_tree::ptree all;
    boost::property_tree::read_json(in, all);
    std::vector<event> out;
    for (auto const& [none, e] : all.get_child("traceEvents")) {
        CHECK(none.empty());
        CHECK(e.get<std::string>("pid") == std::to_string(::getpid()));
        CHECK(e.get<std::string>("tid") == "1");
        double const begin = number(e, "ts");
        out.push_back(
            {e.get<std::string>("ph"), e.get<std::string>("cat"), e.get<std::string>("name"),
             e.get("args.status", ""), e.get("args.reason", ""), begin,
             e.count("dur") == 0 ? begin : begin + number(e, "dur"), e.get_child("args")});
    }
    return out;
}

struct folder {
    fs::path path = fs::temp_directory_path() / ("leat-trace-" + std::to_string(::getpid()));
    folder() { fs::create_directories(path); }
    folder(folder const&) = delete;
    ~folder() {
        std::error_code ignored;
        fs::permissions(path, fs::perms::owner_all, ignored);
        fs::remove_all(path, ignored);
    }
    fs::path file() const { return path / "made" / "trace.json"; }
    std::vector<event> events() const { return events_in(leat::detail::read_whole(file())); }
};

event const& find(std::vector<event> const& all, std::string_view kind, std::string_view name) {
    for (auto const& e : all)
        if (e.kind == kind && e.name == name) return e;
    FAIL("no " << kind << " of " << name);
    return all.front();
}

void check_nesting(std::vector<event> const& all) {
    constexpr double digit = 0.0005; // below that of the file
    event const& run = find(all, "run", "forecast");
    for (auto const& a : all)
        for (auto const& b : all) {
            if (a.phase != "X" || b.phase != "X") continue;
            CHECK(a.begin >= run.begin);
            CHECK(a.end <= run.end + digit);
            bool const apart = a.end <= b.begin + digit || b.end <= a.begin + digit;
            bool const within = (a.begin >= b.begin && a.end <= b.end + digit) ||
                                (b.begin >= a.begin && b.end <= a.end + digit);
            CHECK((apart || within));
        }
}

struct no_disk {
    int load() const { throw std::runtime_error("is gone"); }
    void save(int) { throw std::runtime_error("disk is full"); }
    bool exists() const { return false; }
    std::string describe() const { return "nowhere"; }
};

template <class Action>
std::string what_of(Action action) {
    try {
        action();
    } catch (std::exception const& e) {
        return e.what();
    }
    return {};
}

} // namespace

TEST_CASE("trace records each node within its run") {
    sample::reset();
    std::string const odd("a \"b\" \\ \x01\n\x7f é 😀 \xff", 21);
    sample::on_model = [&](leat::context& here) {
        here.log(odd);
        here.progress(1, 4);
    };
    folder const here;
    auto app = leat::session<forecast>(leat::hooks::trace(here.file()));
    auto const result = app.run("x"_n = 1);
    CHECK(result["score"_n] == 22);
    auto const all = here.events();
    check_nesting(all);
    CHECK(find(all, "run", "forecast").status == "completed");
    for (std::string_view const name : {"load", "modèle", "score"}) {
        event const& node = find(all, "node", name);
        CHECK(node.status == "ran");
        CHECK(number(node.arguments, "attempts") == 1);
        double const time = static_cast<double>(result.info().of(name).time.count()) / 1000;
        CHECK(node.end - node.begin >= time - 0.001); // the function is within it
    }
    CHECK(find(all, "node", "load").end <= find(all, "node", "modèle").begin);
    auto const inputs = find(all, "node", "score").arguments.get_child("inputs");
    REQUIRE(inputs.size() == 2);
    CHECK(inputs.back().second.data() == "modèle");
    event const& log = find(all, "log", "a \"b\" \\ \x01\n\x7f é 😀 �");
    CHECK(log.arguments.get<std::string>("node") == "modèle");
    CHECK(log.begin >= find(all, "node", "modèle").begin);
    event const& progress = find(all, "progress", "modèle progress");
    CHECK(progress.phase == "C");
    CHECK(number(progress.arguments, "done") == 1);
    CHECK(number(progress.arguments, "total") == 4);
    CHECK(find(all, "label", "process_name").arguments.get<std::string>("name") == "forecast");
}

TEST_CASE("each run has its own trace, in place of the one before") {
    sample::reset();
    folder const here;
    leat::hooks::trace hook(here.file());
    auto app = leat::session<forecast>(hook);
    app.run("x"_n = 1);
    app.run(leat::only("load"), "x"_n = 1);
    auto const all = here.events();
    CHECK(all.size() == 4); // the run, a node, two labels
    find(all, "node", "load");
}

TEST_CASE("a run that fails leaves a whole trace") {
    sample::reset();
    sample::on_model = [](auto&) { throw std::runtime_error("no \"data\""); };
    folder const here;
    auto app = leat::session<forecast>(leat::hooks::trace(here.file()));
    CHECK_THROWS_AS(app.run("x"_n = 1), leat::node_error);
    auto const all = here.events();
    check_nesting(all);
    CHECK(find(all, "node", "load").status == "ran");
    CHECK(find(all, "node", "modèle").status == "failed");
    CHECK(find(all, "node", "modèle").reason == "no \"data\"");
    CHECK(find(all, "run", "forecast").status == "failed");
    CHECK(find(all, "run", "forecast").reason ==
          "node 'modèle' of pipeline 'forecast' failed: no \"data\"; not run: 'score'");
}

TEST_CASE("a run that is stopped leaves a whole trace") {
    sample::reset();
    std::stop_source source;
    sample::on_load = [&](auto&) { source.request_stop(); };
    folder const here;
    leat::run_options const options{.stop = source.get_token()};
    auto app = leat::session<forecast>(leat::hooks::trace(here.file()));
    CHECK_THROWS_AS(app.run("x"_n = 1, options), leat::run_stopped);
    auto const all = here.events();
    CHECK(find(all, "run", "forecast").status == "stopped");
    CHECK(find(all, "node", "load").status == "ran");
}

TEST_CASE("what is skipped ends as skipped, whether it had begun or not") {
    sample::reset();
    folder const here;
    leat::session<forecast>(leat::hooks::trace(here.file()), sample::skips_model{}).run("x"_n = 1);
    auto const all = here.events();
    check_nesting(all);
    CHECK(find(all, "node", "modèle").status == "skipped");
    CHECK(find(all, "node", "modèle").reason == "not today");
    CHECK(find(all, "skipped", "score").phase == "i");
    CHECK(find(all, "skipped", "score").reason == "'modèle', which it needs, was skipped");
    CHECK(find(all, "run", "forecast").status == "completed");
}

TEST_CASE("loads and saves are recorded") {
    sample::reset();
    folder const here;
    auto app = leat::session<forecast>(
        leat::catalog("load"_n = leat::dataset::memory<int>(), "score"_n = no_disk()),
        leat::hooks::trace(here.file()));
    CHECK_THROWS_AS(app.run("x"_n = 1), leat::dataset_error);
    auto const all = here.events();
    check_nesting(all);
    CHECK(find(all, "save", "load").status == "saved");
    CHECK(find(all, "save", "score").status == "failed");
    CHECK(find(all, "save", "score").reason == "disk is full");
    app.run(leat::only("modèle"));
    CHECK(find(here.events(), "load", "load").status == "loaded");
}

TEST_CASE("a trace that cannot be written stops the run before it starts") {
    sample::reset();
    bool ran = false;
    sample::on_load = [&](auto&) { ran = true; };
    folder const here;
    auto app = leat::session<forecast>(leat::hooks::trace(here.path));
    CHECK(what_of([&] { app.run("x"_n = 1); })
              .find("cannot write '" + here.path.string() +
                    "': Is a directory; name a file in place of the folder") != std::string::npos);
    CHECK_THROWS_AS(app.run("x"_n = 1), leat::hook_error);
    CHECK(!ran);
}

TEST_CASE("a disk that is full by the end of the run is told of, and the old trace stays") {
    sample::reset();
    folder const here;
    auto app = leat::session<forecast>(leat::hooks::trace(here.file()));
    app.run("x"_n = 1);
    std::string const before = leat::detail::read_whole(here.file());
    // A limit on the size of files stands for the disk, with the same sentence.
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    sample::on_load = [&](auto&) {
        rlimit small = old;
        small.rlim_cur = 100;
        ::setrlimit(RLIMIT_FSIZE, &small);
    };
    std::string const what = what_of([&] { app.run("x"_n = 1); });
    ::setrlimit(RLIMIT_FSIZE, &old);
    std::signal(SIGXFSZ, handler);
    CHECK(what.find("failed in after_pipeline_run of pipeline 'forecast': cannot write '" +
                    here.file().string() + "': File too large; the disk is full") !=
          std::string::npos);
    CHECK(leat::detail::read_whole(here.file()) == before);
    CHECK(std::distance(fs::directory_iterator(here.path / "made"), {}) == 1);
}
