// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// A session with a cache on bad days: killed, no disk, damaged, a node or a value that fails.
#include <leat/cache.hpp>
#include <leat/catalog/memory.hpp>
#include <leat/leat.hpp>

#include "../catalog/laws.hpp"
#include "../run/recorder.hpp"

#include <catch.hpp>

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> calls;
std::string calls_file; // where a process that is killed leaves what it has done
std::string throws_at;

void note(std::string_view name) {
    calls.emplace_back(name);
    if (!calls_file.empty()) std::ofstream(calls_file, std::ios::app) << name << '\n';
    if (throws_at == name) throw std::range_error("out of range");
}
template <leat::fixed_string Name>
std::vector<double> grow(std::vector<double> const& x) {
    note(Name.view());
    std::vector<double> more(x);
    more.insert(more.end(), 1000, static_cast<double>(x.size()));
    return more;
}

constexpr auto chain =
    leat::pipeline("chain", leat::input<std::vector<double>>("in"),
                   leat::node("a", grow<"a">, "in") | leat::cached | leat::version(1),
                   leat::node("b", grow<"b">, "a") | leat::cached | leat::version(1),
                   leat::node("c", grow<"c">, "b") | leat::cached | leat::version(1),
                   leat::node("d", grow<"d">, "c") | leat::cached | leat::version(1),
                   leat::node("e", grow<"e">, "d") | leat::cached | leat::version(1));

std::vector<double> right() {
    static std::vector<double> const value =
        leat::run<chain>("in"_n = std::vector<double>{1})["e"_n];
    return value;
}
template <class App>
std::string ran(App const& app, leat::run_options const& options = {}) {
    calls.clear();
    CHECK((app.run(options, "in"_n = std::vector<double>{1})["e"_n] == right()));
    std::string text;
    for (auto const& name : calls) text += name;
    return text;
}
leat::run_options silent() {
    return {.log = [](std::string_view, std::string_view) {}};
}

} // namespace

TEST_CASE("killed at any moment: the next run is right, and what was stored is not run again") {
    scratch dir;
    right();
    std::string const done = (dir / "done").string();
    int hits = 0;
    for (int i = 0; i < 60; ++i) {
        fs::remove_all(dir / "cache");
        fs::remove(done);
        pid_t const child = start([&] {
            calls_file = done;
            leat::session<chain>(leat::cache(dir / "cache")).run("in"_n = std::vector<double>{1});
            return 0;
        });
        // Somewhere between the node that is to have begun and the next.
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (content_of(done).size() < 2 * static_cast<std::size_t>(i % 6) &&
               std::chrono::steady_clock::now() < until)
            ::usleep(50);
        ::usleep(static_cast<useconds_t>(i * 20));
        ::kill(child, SIGKILL);
        finish(child);
        std::string const before = content_of(done);
        auto const app = leat::session<chain>(leat::cache(dir / "cache"));
        std::string const after = ran(app);
        // It goes on where the other was: what had ended but for the last is not run again.
        std::size_t const ended = before.size() / 2;
        CHECK(after.size() + (ended == 0 ? 0 : ended - 1) <= 5);
        hits += after.size() < 5 ? 1 : 0;
        CHECK(ran(app).empty());
        CHECK(app.cache().verify().empty());
    }
    CHECK(hits > 30);
}

TEST_CASE("a full disk: the run has its values, says what is not kept, and later keeps it") {
    scratch dir;
    fs::create_directory(dir / "disk");
    right();
    int const code = finish(start([&] {
        if (!mount_small_disk(dir / "disk")) return 77;
        std::string const ballast = (dir / "disk/ballast").string();
        {
            std::ofstream fill(ballast);
            while (fill << std::string(4096, 'x') << std::flush) {
            }
        }
        std::vector<std::string> said;
        leat::run_options const options{
            .log = [&](std::string_view, std::string_view line) { said.emplace_back(line); }};
        auto const app = leat::session<chain>(leat::cache(dir / "disk/cache"));
        if (ran(app, options) != "abcde") return 1;
        if (said.size() != 5 || !contains(said[0], "cache: its value is not kept: ") ||
            !contains(said[0], "disk is full"))
            return 2;
        if (!app.cache().verify().empty()) return 3;
        fs::remove(ballast);
        fs::remove_all(dir / "disk/cache");
        if (app.cache().entries().size() != 0) return 4;
        ran(app, silent());
        return app.cache().entries().empty() ? 5 : 0; // a small disk does not hold all
    }));
    if (code == 77)
        WARN("no disk can be mounted here");
    else
        CHECK(code == 0);
}

TEST_CASE("any file of the cache is damaged in any way: the run is right, and heals it") {
    scratch dir;
    right();
    auto const app = leat::session<chain>(leat::cache(dir / "cache"));
    ran(app);
    std::vector<fs::path> files;
    for (auto const& file : fs::recursive_directory_iterator(dir / "cache"))
        if (file.is_regular_file()) files.push_back(file.path());
    REQUIRE(files.size() > 10);
    for (fs::path const& file : files)
        for (int way = 0; way < 5; ++way) {
            std::string text = content_of(file);
            if (text.empty()) continue;
            if (way == 0) text.resize(text.size() / 2);
            if (way == 1) text[text.size() / 2] ^= 1;
            if (way == 2) text.clear();
            if (way == 3) text = content_of(files[files[0] == file ? 1 : 0]);
            if (way == 4)
                fs::remove(file);
            else
                put_content(file, text);
            INFO(file << " " << way);
            ran(app, silent());
            // A value is found to be damaged only when it is read, which verify does for all.
            app.cache().verify();
            ran(app, silent());
            CHECK(
                ran(app, leat::run_options{.log = [](std::string_view,
                                                     std::string_view line) { FAIL_CHECK(line); }})
                    .empty());
        }
}

namespace {

struct unwilling {
    int n = 0;
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        if (Archive::is_saving::value && n == 13) throw std::runtime_error("13 cannot be stored");
        archive& n;
    }
};
void leat_fingerprint(leat::hasher& to, unwilling const& value) {
    to.number(static_cast<std::uint64_t>(value.n));
}

} // namespace

TEST_CASE("a value that cannot be stored is said, and the run goes on") {
    static constexpr auto p =
        leat::pipeline("p", leat::input<int>("n"),
                       leat::node(
                           "x", [](int n) { return unwilling{n}; }, "n") |
                           leat::cached | leat::version(1),
                       leat::node(
                           "y", [](unwilling const& x) { return x.n + 1; }, "x") |
                           leat::cached | leat::version(1));
    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));
    std::vector<std::string> said;
    leat::run_options const options{.log = [&](std::string_view node, std::string_view line) {
        said.push_back(std::string(node) + ": " + std::string(line));
    }};
    CHECK(app.run(options, "n"_n = 13)["y"_n] == 14);
    REQUIRE(said.size() == 1);
    CHECK(contains(said[0], "x: cache: its value is not kept: "));
    CHECK(contains(said[0], "13 cannot be stored"));
    CHECK(app.cache().find("x").empty());
    CHECK(app.run(options, "n"_n = 13).info().of("y").status == leat::node_status::hit);
}

TEST_CASE("a hook before an event has its counterpart after, whatever fails in the cache") {
    struct failing_store : leat::memory_store {
        std::string fails_at{};
        void put(std::string_view name, std::string_view bytes) const {
            if (!fails_at.empty() && name.starts_with(fails_at))
                throw leat::error("the store is out of order");
            leat::memory_store::put(name, bytes);
        }
        std::optional<std::string> get(std::string_view name) const {
            if (fails_at == "get") throw leat::error("the store is out of order");
            return leat::memory_store::get(name);
        }
    };
    auto const fails = GENERATE(as<std::string>{}, "blobs/", "entries/", "last/");
    auto const node = GENERATE(as<std::string>{}, "", "c");
    failing_store store;
    store.fails_at = fails;
    throws_at = node;
    events seen;
    auto const app = leat::session<chain>(leat::cache(store), recorder{seen});
    try {
        app.run(silent(), "in"_n = std::vector<double>{1});
        CHECK(node.empty());
    } catch (leat::node_error const& e) {
        CHECK(e.node() == "c");
        CHECK(std::string(e.what()).find("out of range") != std::string::npos); // not masked
    }
    throws_at.clear();
    std::vector<std::string> open;
    for (std::string const& event : seen) {
        auto const blank = event.find(' ');
        std::string const whom = event.substr(blank + 1, event.find(':') - blank - 1);
        if (event.starts_with("before_")) open.push_back(whom);
        if (event.starts_with("after_") || event.starts_with("on_node_error") ||
            event.starts_with("on_pipeline_error")) {
            REQUIRE(!open.empty());
            CHECK(open.back() == whom);
            open.pop_back();
        }
    }
    CHECK(open.empty());
}

TEST_CASE("a node disabled in the middle: it and its consumer run, what follows hits") {
    leat::memory_store store;
    ran(leat::session<chain>(leat::cache(store)));
    auto const app = leat::session<chain>(leat::cache(store, "b"_n = leat::uncached));
    CHECK(ran(app) == "bc");
    // From now on the consumer is known by the key of the disabled one, which does not run.
    CHECK(ran(app) == "");
}

namespace {

struct counted {
    static inline int alive = 0;
    static inline int most = 0;
    int n = 0;
    counted() { most = std::max(most, ++alive); }
    explicit counted(int number) : n(number) { most = std::max(most, ++alive); }
    counted(counted const& other) : n(other.n) { most = std::max(most, ++alive); }
    counted& operator=(counted const&) = default;
    ~counted() { --alive; }
    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& n;
    }
};
void leat_fingerprint(leat::hasher& to, counted const& value) {
    to.number(static_cast<std::uint64_t>(value.n));
}
counted next(counted const& x) { return counted(x.n + 1); }

constexpr auto fan = leat::pipeline(
    "fan", leat::input<int>("n"),
    leat::node(
        "a", [](int n) { return counted(n); }, "n") |
        leat::cached | leat::version(1),
    leat::node("b", next, "a") | leat::cached | leat::version(1),
    leat::node("c", next, "b") | leat::cached | leat::version(1),
    leat::node("d", next, "c") | leat::cached | leat::version(1),
    leat::node(
        "aside", [](counted const& a, counted const& d) { return a.n + d.n; }, "a", "d") |
        leat::cached | leat::version(1));

} // namespace

TEST_CASE("a value whose only other consumer is not asked for is let go after its last use") {
    auto const app = leat::session<fan>(leat::cache(leat::memory_store{}));
    counted::most = 0;
    CHECK(app.run<"d">("n"_n = 1)["d"_n].n == 4);
    CHECK(counted::most == 2); // one, and the next
    CHECK(counted::alive == 0);
    counted::most = 0;
    app.run<"aside">("n"_n = 5); // now the first stays until the end
    CHECK(counted::most == 3);
    counted::most = 0;
    app.run<"d">("n"_n = 1); // warm: only what was asked for, and where it is read into
    CHECK(counted::most <= 2);
}

TEST_CASE("warm runs leave nothing in the store") {
    leat::memory_store store;
    auto const app = leat::session<chain>(leat::cache(store));
    ran(app);
    auto const names = [&] {
        int count = 0;
        store.for_each([&](std::string_view, std::uint64_t) { ++count; });
        return count;
    };
    int const before = names();
    for (int i = 0; i < 100; ++i) ran(app);
    CHECK(names() == before);
}
