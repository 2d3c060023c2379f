// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/folder_store.hpp>

#include "store_laws.hpp"

#include <leat/cache/blob.hpp>
#include <leat/cache/entry.hpp>
#include <leat/support/atomic_file.hpp>

#include <fcntl.h>
#include <sys/wait.h>

// Many processes on one folder.

namespace {

// The same without locks.
struct without_lock {
    leat::folder_store store;
    std::optional<std::string> get(std::string_view name) const { return store.get(name); }
    void put(std::string_view name, std::string_view bytes) const { store.put(name, bytes); }
    bool remove(std::string_view name) const { return store.remove(name); }
    template <class Visit>
    void for_each(Visit visit) const {
        store.for_each(visit);
    }
    std::string describe() const { return store.describe(); }
};

// What a cache does: the value of `key` from the store, or else made and put there.
template <class Store>
std::string cached(Store& store, leat::digest key, std::filesystem::path const& runs) {
    auto const lock = leat::lock_in(store, leat::entry_name(key));
    if (auto const entry = leat::get_entry(store, key))
        if (auto value = leat::get_blob(store, entry->contents.at(0), entry->sizes.at(0)))
            return *value;
    { // one byte more for each run
        leat::detail::descriptor log;
        log.open(runs, O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (::write(log.get(), "x", 1) != 1) throw std::runtime_error("no log");
    }
    ::usleep(5000);
    std::string const value = whole_text(5000, static_cast<int>(key.low));
    leat::cache_entry entry;
    entry.key = key;
    entry.contents = {leat::put_blob(store, value)};
    entry.versions = entry.contents;
    entry.sizes = {value.size()};
    entry.types = {"text"};
    leat::put_entry(store, entry);
    return value;
}

template <class Store>
std::size_t runs_of(scratch const& dir, Store store) {
    std::vector<pid_t> children;
    for (int process = 0; process < 8; ++process)
        children.push_back(start([&] {
            std::atomic<int> wrong = 0;
            in_threads(8, [&](int) {
                try {
                    for (std::uint64_t key = 0; key < 3; ++key)
                        wrong += cached(store, {0, key}, dir / "runs") !=
                                 whole_text(5000, static_cast<int>(key));
                } catch (...) {
                    wrong += 100;
                }
            });
            return wrong == 0 ? 0 : 1;
        }));
    for (pid_t const child : children) CHECK(finish(child) == 0);
    return content_of(dir / "runs").size();
}

bool ended(pid_t child) {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == child;
}

} // namespace

TEST_CASE("what 8 processes of 8 threads need is computed once") {
    scratch dir;
    bool const durable = GENERATE(true, false);
    CHECK(runs_of(dir, leat::folder_store(dir / "cache", {.durable = durable})) == 3);
    CHECK(std::filesystem::is_empty(dir / "cache/locks")); // no lock leaves a file
    CHECK(temporaries_in(dir.folder) == 0);
}

TEST_CASE("without locks it may be computed more often, and is never wrong") {
    scratch dir;
    auto const runs = runs_of(dir, without_lock{leat::folder_store(dir / "cache")});
    CHECK(runs >= 3);
    CHECK(temporaries_in(dir.folder) == 0);
}

TEST_CASE("a process that is killed does not keep its lock") {
    scratch dir;
    leat::folder_store const store(dir / "cache");
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    pid_t const holder = start([&] {
        auto const lock = store.lock("x/key");
        if (!lock || ::write(ready[1], "x", 1) != 1) return 1;
        for (;;) ::pause();
    });
    char byte = 0;
    REQUIRE(::read(ready[0], &byte, 1) == 1);
    pid_t const waiting = start([&] {
        ::alarm(20); // ends it, if it waits for ever
        return store.lock("x/key") ? 0 : 1;
    });
    ::usleep(100000);
    CHECK(!ended(waiting));
    REQUIRE(::kill(holder, SIGKILL) == 0);
    CHECK(finish(holder) == -1);
    CHECK(finish(waiting) == 0);
    CHECK(std::filesystem::is_empty(dir / "cache/locks"));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_CASE("a process that is killed while it puts leaves what is whole") {
    scratch dir;
    leat::folder_store store(dir / "cache", {.durable = GENERATE(true, false)});
    int entries = 0, wrong = 0;
    kill_while_saving(
        [&](int i) {
            std::string const value =
                whole_text(static_cast<std::size_t>((i * 17 + 5) % 50) * 20000, i);
            store.put("x/abcdef", value);
            leat::cache_entry entry;
            entry.key = {0, static_cast<std::uint64_t>(i % 7)};
            entry.contents = {leat::put_blob(store, value)};
            entry.versions = entry.contents;
            entry.sizes = {value.size()};
            entry.types = {"text"};
            leat::put_entry(store, entry);
        },
        [&] {
            auto const value = store.get("x/abcdef");
            wrong += value && !is_whole(*value);
            leat::for_each_entry(
                store,
                [&](leat::cache_entry const& entry) {
                    ++entries;
                    auto const blob = leat::get_blob(store, entry.contents[0], entry.sizes[0]);
                    wrong += !blob || !is_whole(*blob);
                },
                [&](std::string_view, std::string_view) { ++wrong; });
        });
    CHECK(wrong == 0);
    CHECK(entries > 20);
    CHECK(temporaries_in(dir.folder) == 0); // looking through removed them
}
