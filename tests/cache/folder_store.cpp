// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/folder_store.hpp>

#include <leat/support/atomic_file.hpp>

#include "store_laws.hpp"

#include <sys/stat.h>

namespace {

namespace fs = std::filesystem;

leat::folder_store quick(fs::path const& folder) {
    return leat::folder_store(folder, {.durable = false});
}

unsigned mode_of(fs::path const& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0 ? found.st_mode & 07777u : 0;
}

std::size_t files_in(fs::path const& folder) {
    std::size_t count = 0;
    for (auto const& entry : fs::recursive_directory_iterator(folder))
        count += !entry.is_directory();
    return count;
}

// No folder: everything is a miss, and put says why.
void check_unusable(leat::folder_store const& store, std::string const& reason) {
    CHECK(!store.get("blobs/abcdef"));
    CHECK(!store.size("blobs/abcdef"));
    CHECK(!store.used("blobs/abcdef"));
    CHECK(!store.remove("blobs/abcdef"));
    CHECK(!store.lock("blobs/abcdef"));
    store.touch("blobs/abcdef");
    CHECK(listed(store).empty());
    std::string const said = error_of([&] { store.put("blobs/abcdef", "value"); });
    INFO(said);
    CHECK(contains(said, reason));
    CHECK(contains(said, "cannot "));
    CHECK(!store.get("blobs/abcdef"));
}

} // namespace

TEST_CASE("a folder store keeps the laws of stores") {
    scratch dir;
    STATIC_REQUIRE(leat::lockable_store<leat::folder_store>);
    SECTION("durable") {
        store_laws([&] { return leat::folder_store(dir / "a/cache"); });
    }
    SECTION("not durable") {
        store_laws([&] { return quick(dir / "cache/"); });
    }
    SECTION("copies") {
        leat::folder_store const store = quick(dir / "cache");
        store_laws([&] { return store; });
    }
    SECTION("threads") {
        threaded_store_laws([&] { return quick(dir / "cache"); });
    }
    CHECK(temporaries_in(dir.folder) == 0);
}

TEST_CASE("where a folder store keeps things") {
    scratch dir;
    leat::folder_store const store(dir / "cache");
    CHECK(store.describe() == "folder '" + (dir / "cache").string() + "'");
    CHECK(!fs::exists(dir / "cache"));
    CHECK(!store.get("blobs/abcdef"));
    CHECK(!fs::exists(dir / "cache")); // reading makes nothing
    store.put("blobs/abcdef", "value");
    CHECK(content_of(dir / "cache/blobs/ab/cdef") == "value");
    CHECK(files_in(dir.folder) == 1);
}

TEST_CASE("nobody but the user may read what is in a folder store") {
    scratch dir;
    mode_t const mask = GENERATE(0000u, 0022u, 0777u);
    CAPTURE(mask);
    mode_t const old = ::umask(mask);
    leat::folder_store const store = quick(dir / "cache");
    std::string const failed = error_of([&] { store.put("blobs/abcdef", "value"); });
    quick(dir / "new/repo/cache").put("blobs/abcdef", "value");
    {
        auto const lock = store.lock("blobs/abcdef");
        CHECK((mode_of(dir / "cache/locks/blobs=abcdef") & 0177u) == 0);
    }
    ::umask(old);
    CHECK(failed.empty());
    for (auto const* path : {"cache", "cache/blobs", "cache/blobs/ab", "cache/tmp", "cache/locks",
                             "new", "new/repo"}) {
        INFO(path);
        CHECK(mode_of(dir / path) == 0700u);
    }
    CHECK(mode_of(dir / "cache/blobs/ab/cdef") == 0600u);
}

TEST_CASE("a folder that is there keeps its permissions") {
    scratch dir;
    fs::create_directory(dir / "cache");
    ::chmod((dir / "cache").c_str(), 0750);
    quick(dir / "cache").put("blobs/abcdef", "value");
    CHECK(mode_of(dir / "cache") == 0750u);
}

TEST_CASE("a name that is none is refused, and leads nowhere") {
    scratch dir;
    put_content(dir / "outside", "secret");
    fs::create_directories(dir / "cache/x/..");
    leat::folder_store const store = quick(dir / "cache");
    for (std::string const name : {"", "..", "../outside", "x/../../outside", "/etc/passwd", ".",
                                   "x//y", "X", "x/.leat", "a\nb"}) {
        INFO(name);
        CHECK(contains(error_of([&] { store.put(name, "value"); }), "the name has characters"));
        CHECK(!store.get(name));
        CHECK(!store.size(name));
        CHECK(!store.remove(name));
        CHECK(!store.lock(name));
    }
    CHECK(content_of(dir / "outside") == "secret");
    CHECK(files_in(dir.folder) == 1);
}

TEST_CASE("a folder that cannot be used is a miss, and an error for put") {
    scratch dir;
    SECTION("it is a file") {
        put_content(dir / "cache", "a file");
        check_unusable(quick(dir / "cache"), "stands where the cache has something else");
        CHECK(content_of(dir / "cache") == "a file");
    }
    SECTION("it is in a file") {
        put_content(dir / "cache", "a file");
        check_unusable(quick(dir / "cache/in"), "stands where the cache has something else");
    }
    SECTION("it is a link to nowhere") {
        fs::create_symlink("nowhere", dir / "cache");
        check_unusable(quick(dir / "cache"), "No such file");
    }
    SECTION("its name is too long") {
        check_unusable(quick(dir / std::string(300, 'x')), "File name too long");
    }
}

TEST_CASE("a folder that may not be written to") {
    scratch dir;
    leat::folder_store const store = quick(dir / "cache");
    store.put("blobs/abcdef", "value");
    fs::permissions(dir.folder, fs::perms(0755));
    fs::permissions(dir / "cache", fs::perms(0555));
    for (auto const* path : {"cache/blobs", "cache/blobs/ab", "cache/tmp"})
        fs::permissions(dir / path, fs::perms(0555));
    fs::permissions(dir / "cache/blobs/ab/cdef", fs::perms(0644));
    pid_t const child = start([&] { // root may do anything
        if (::getuid() == 0 && ::setuid(65534) != 0) return 77;
        if (store.get("blobs/abcdef") != "value") return 1;
        if (!contains(error_of([&] { store.put("blobs/abcdef", "other"); }), "Permission denied"))
            return 2;
        if (!contains(error_of([&] { store.put("x/abcdef", "other"); }), "Permission denied"))
            return 3;
        if (store.remove("blobs/abcdef")) return 4;
        if (store.lock("blobs/abcdef")) return 5;
        if (listed(store).size() != 1) return 6;
        return 0;
    });
    CHECK(finish(child) == 0);
    for (auto const* path : {"cache/blobs", "cache/blobs/ab", "cache/tmp", "cache"})
        fs::permissions(dir / path, fs::perms(0755));
    CHECK(store.get("blobs/abcdef") == "value");
}

TEST_CASE("what another user keeps for himself is a miss") {
    scratch dir;
    leat::folder_store const store = quick(dir / "cache");
    store.put("blobs/abcdef", "value"); // 0700 and 0600
    fs::permissions(dir.folder, fs::perms(0755));
    pid_t const child = start([&] {
        if (::getuid() != 0 || ::setuid(65534) != 0) return 0;
        if (store.get("blobs/abcdef") || store.size("blobs/abcdef")) return 1;
        if (!contains(error_of([&] { store.put("blobs/abcdef", "other"); }), "Permission denied"))
            return 2;
        return listed(store).empty() ? 0 : 3;
    });
    CHECK(finish(child) == 0);
}

TEST_CASE("a folder that vanishes is made again") {
    scratch dir;
    leat::folder_store const store = quick(dir / "cache");
    for (int turn = 0; turn < 3; ++turn) {
        store.put("blobs/abcdef", "value");
        CHECK(store.get("blobs/abcdef") == "value");
        {
            auto const lock = store.lock("blobs/abcdef");
            CHECK(bool(lock));
            fs::remove_all(dir / (turn == 1 ? "cache/blobs" : "cache"));
        }
        CHECK(!store.get("blobs/abcdef"));
        CHECK(listed(store).empty());
    }
}

TEST_CASE("no symbolic link in the folder is followed") {
    scratch dir;
    leat::folder_store const store = quick(dir / "cache");
    store.put("blobs/abcdef", "value");
    fs::create_directories(dir / "outside/ab");
    put_content(dir / "outside/ab/cdef", "secret");
    put_content(dir / "outside/cdef", "secret");
    auto const replace = [&](std::string const& what, std::string const& with) {
        fs::remove_all(dir / ("cache/" + what));
        fs::create_symlink(dir / ("outside/" + with), dir / ("cache/" + what));
    };
    std::string const stands = "stands where the cache has something else";
    SECTION("a file") {
        replace("blobs/ab/cdef", "cdef");
        CHECK(!store.get("blobs/abcdef"));
        CHECK(!store.size("blobs/abcdef"));
        CHECK(!store.used("blobs/abcdef"));
        CHECK(listed(store).empty());
        SECTION("put") {
            store.put("blobs/abcdef", "new"); // in place of the link
            CHECK(store.get("blobs/abcdef") == "new");
        }
        SECTION("remove") { CHECK(store.remove("blobs/abcdef")); }
        SECTION("touch") {
            auto const before = fs::last_write_time(dir / "outside/cdef");
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            store.touch("blobs/abcdef");
            CHECK(fs::last_write_time(dir / "outside/cdef") == before);
        }
    }
    SECTION("a folder of names") {
        replace("blobs/ab", "");
        CHECK(!store.get("blobs/abcdef"));
        CHECK(!store.remove("blobs/abcdef"));
        CHECK(listed(store).empty());
        CHECK(contains(error_of([&] { store.put("blobs/abcdef", "new"); }), stands));
    }
    SECTION("a folder of a kind") {
        replace("blobs", "");
        CHECK(!store.get("blobs/abcdef"));
        CHECK(!store.remove("blobs/abcdef"));
        CHECK(listed(store).empty());
        CHECK(contains(error_of([&] { store.put("blobs/abcdef", "new"); }), stands));
    }
    SECTION("the folder of temporaries") {
        put_content(dir / "outside/.put.1-1.leat-tmp", "theirs");
        replace("tmp", "");
        CHECK(contains(error_of([&] { store.put("blobs/abcdef", "new"); }), stands));
        CHECK(listed(store).size() == 1);
        CHECK(fs::exists(dir / "outside/.put.1-1.leat-tmp"));
        fs::remove(dir / "outside/.put.1-1.leat-tmp");
    }
    SECTION("the folder of locks") {
        replace("locks", "");
        CHECK(!store.lock("cdef"));
    }
    SECTION("a lock") {
        fs::create_directory(dir / "cache/locks");
        replace("locks/cdef", "cdef");
        CHECK(!store.lock("cdef"));
    }
    CHECK(content_of(dir / "outside/cdef") == "secret");
    CHECK(content_of(dir / "outside/ab/cdef") == "secret");
    CHECK(files_in(dir / "outside") == 2);
}

TEST_CASE("the folder itself may be a symbolic link") {
    scratch dir;
    fs::create_directory(dir / "real");
    fs::create_directory_symlink(dir / "real", dir / "cache");
    quick(dir / "cache").put("blobs/abcdef", "value");
    CHECK(quick(dir / "real").get("blobs/abcdef") == "value");
}

TEST_CASE("what is not a file stands in the way, and is passed over") {
    scratch dir;
    leat::folder_store const store = quick(dir / "cache");
    store.put("blobs/abcdef", "value");
    fs::remove(dir / "cache/blobs/ab/cdef");
    SECTION("a folder") {
        fs::create_directories(dir / "cache/blobs/ab/cdef/x");
        CHECK(!store.remove("blobs/abcdef"));
        CHECK(contains(error_of([&] { store.put("blobs/abcdef", "new"); }), "stands where"));
        CHECK(temporaries_in(dir.folder) == 0);
    }
    SECTION("a pipe, which nobody writes to") {
        REQUIRE(::mkfifo((dir / "cache/blobs/ab/cdef").c_str(), 0600) == 0);
    }
    CHECK(!store.get("blobs/abcdef"));
    CHECK(!store.size("blobs/abcdef"));
    CHECK(listed(store).empty());
}

TEST_CASE("files that are not of a store are passed over") {
    scratch dir;
    leat::folder_store const store = quick(dir / "cache");
    store.put("blobs/abcdef", "value");
    put_content(dir / "cache/README", "?");
    put_content(dir / "cache/blobs/README", "?");
    put_content(dir / "cache/blobs/ab/README", "?");
    fs::create_directories(dir / "cache/blobs/a/b");
    put_content(dir / "cache/blobs/a/b/c", "?");
    put_content(dir / "cache/blobs/a/bc", "?");
    CHECK(listed(store).size() == 1);
}

TEST_CASE("a full disk") {
    scratch dir;
    fs::create_directory(dir / "disk");
    bool const durable = GENERATE(true, false);
    int const code = finish(start([&] {
        if (!mount_small_disk(dir / "disk")) return 77;
        leat::folder_store const store(dir / "disk/cache", {.durable = durable});
        store.put("x/abcdef", "old");
        std::string const said = error_of([&] { store.put("x/abcdef", std::string(100000, 'n')); });
        if (!contains(said, "disk is full") || !contains(said, "disk/cache'")) return 1;
        if (store.get("x/abcdef") != "old") return 2;
        if (temporaries_in(dir / "disk") != 0) return 3;
        int kept = 0; // until not even a folder can be made
        for (; kept < 100 && error_of([&] {
                                 store.put(std::to_string(kept) + "/abc", std::string(3000, 'n'));
                             }).empty();
             ++kept) {
        }
        if (kept < 3 || kept == 100) return 4;
        for (int i = 0; i < kept; ++i)
            if (store.get(std::to_string(i) + "/abc") != std::string(3000, 'n')) return 5;
        if (store.get(std::to_string(kept) + "/abc")) return 6;
        if (!store.remove("0/abc")) return 7;
        store.put("0/abc", "small");
        return store.get("0/abc") == "small" ? 0 : 8;
    }));
    if (code == 77)
        WARN("no disk can be mounted here");
    else
        CHECK(code == 0);
}

TEST_CASE("a file that is larger than is allowed") {
    scratch dir;
    CHECK(
        finish(start([&] {
            leat::folder_store const store = quick(dir / "cache");
            store.put("x/abcdef", "old");
            limit_file_size(1000);
            std::string const big(2000, 'n');
            if (!contains(error_of([&] { store.put("x/abcdef", big); }), "larger than is allowed"))
                return 1;
            store.put("x/other", std::string(1000, 'n'));
            return store.get("x/abcdef") == "old" && temporaries_in(dir.folder) == 0 ? 0 : 2;
        })) == 0);
}

TEST_CASE("temporaries of dead writers are removed, those of living ones are not") {
    scratch dir;
    leat::folder_store const store = quick(dir / "cache");
    store.put("x/abcdef", "value");
    put_content(dir / "cache/tmp/.put.1-1.leat-tmp", "dead");
    put_content(dir / "cache/tmp/mine", "not of a store");
    leat::detail::descriptor living;
    living.open(dir / "cache/tmp/.put.1-2.leat-tmp", O_RDWR | O_CREAT, 0600);
    REQUIRE(living.lock());
    store.put("x/abcdef", "value"); // not every time
    CHECK(temporaries_in(dir.folder) == 2);
    SECTION("by the first put of an object") { quick(dir / "cache").put("x/abcdef", "value"); }
    SECTION("by many puts") {
        for (int i = 0; i < 256; ++i) store.put("x/abcdef", "value");
    }
    SECTION("by looking through") { listed(store); }
    CHECK(temporaries_in(dir.folder) == 1);
    CHECK(fs::exists(dir / "cache/tmp/.put.1-2.leat-tmp"));
    living.close();
    listed(store);
    CHECK(fs::exists(dir / "cache/tmp/mine"));
    CHECK(temporaries_in(dir.folder) == 0);
}

TEST_CASE("a store is where its path was when it was given, also when a node changes the folder") {
    scratch dir;
    fs::create_directories(dir / "home");
    fs::create_directories(dir / "elsewhere");
    CHECK(finish(start([&] {
              fs::current_path(dir / "home");
              leat::folder_store const store = quick("cache");
              fs::current_path(dir / "elsewhere");
              store.put("blobs/abcdef", "value");
              return store.get("blobs/abcdef") == "value" ? 0 : 1;
          })) == 0);
    CHECK(fs::is_empty(dir / "elsewhere"));
    CHECK(fs::exists(dir / "home/cache/blobs/ab/cdef"));
}
