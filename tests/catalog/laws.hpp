// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/dataset.hpp>
#include <leat/support/error.hpp>

#include <catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <random>
#include <string>

#include <csignal>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sched.h>
#include <sys/mount.h>
#endif

/// A folder for one test, removed with everything in it.
struct scratch {
    std::filesystem::path folder;

    scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "leat-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
        folder = name;
    }
    scratch(scratch const&) = delete;
    scratch& operator=(scratch const&) = delete;
    ~scratch() {
        std::error_code ignored;
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
        std::filesystem::remove_all(folder, ignored);
    }

    std::filesystem::path operator/(std::string const& name) const { return folder / name; }
};

inline std::string content_of(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void put_content(std::filesystem::path const& path, std::string const& text) {
    std::ofstream(path, std::ios::binary) << text;
}

inline bool contains(std::string const& text, std::string const& part) {
    return text.find(part) != text.npos;
}

/// What the `leat::error` says that `action` throws; empty when it throws none.
template <class F>
std::string error_of(F action) {
    try {
        action();
    } catch (leat::error const& e) {
        return e.what();
    }
    return "";
}

/// How many temporaries are left anywhere below `folder`.
inline int temporaries_in(std::filesystem::path const& folder) {
    int count = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        count += entry.path().extension() == ".leat-tmp";
    return count;
}

/// Starts a process that ends with what `action` returns, or with 99 when it throws.
template <class F>
pid_t start(F action) {
    pid_t const child = ::fork();
    if (child == 0) {
        int code = 99;
        try {
            code = action();
        } catch (...) {
        }
        ::_exit(code);
    }
    return child;
}

/// Waits for a process: its exit code, or -1 when a signal ended it.
inline int finish(pid_t child) {
    int status = 0;
    if (::waitpid(child, &status, 0) != child) return -2;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// In this process, no file may grow beyond `bytes` from here on: a disk that is full.
inline void limit_file_size(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit const limit{bytes, bytes};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) ::_exit(98);
}

/// In this process, puts a disk of 64 KiB at `folder`; false where that is not allowed.
inline bool mount_small_disk([[maybe_unused]] std::filesystem::path const& folder,
                             [[maybe_unused]] int kilobytes = 64) {
#if defined(__linux__)
    return ::unshare(CLONE_NEWNS) == 0 &&
           ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("leat", folder.c_str(), "tmpfs", 0,
                   ("size=" + std::to_string(kilobytes) + "k").c_str()) == 0;
#else
    return false;
#endif
}

/// Starts a process that saves for ever, kills it at a random moment of one of its first saves and
/// calls `check`; `rounds` times. The moment is counted in saves, as those of a slow machine take
/// longer; in the first round one save has ended.
template <class Save, class Check>
void kill_while_saving(Save save, Check check, int rounds = 100) {
    using clock = std::chrono::steady_clock;
    struct progress {
        std::atomic<int> saved = 0;
        std::atomic<std::int64_t> last = 0; // how long, in microseconds
    };
    void* const memory = ::mmap(nullptr, sizeof(progress), PROT_READ | PROT_WRITE,
                                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    progress& done = *new (memory) progress;
    std::mt19937 random(7);
    std::uniform_int_distribution<int> whole(0, 2);
    std::uniform_real_distribution<> part(0, 1.2);
    for (int round = 0; round < rounds; ++round) {
        done.saved = 0;
        pid_t const child = start([&] {
            for (int i = 0;; ++i) {
                auto const begin = clock::now();
                save(i);
                done.last =
                    std::chrono::ceil<std::chrono::microseconds>(clock::now() - begin).count();
                ++done.saved;
            }
            return 0;
        });
        REQUIRE(child > 0);
        int const wanted = std::max(whole(random), round == 0 ? 1 : 0);
        auto const until = clock::now() + std::chrono::seconds(60);
        while (done.saved < wanted && clock::now() < until) ::usleep(50);
        ::usleep(static_cast<useconds_t>(part(random) * static_cast<double>(done.last)));
        REQUIRE(::kill(child, SIGKILL) == 0);
        REQUIRE(finish(child) == -1); // it had not ended by itself
        check();
    }
    ::munmap(memory, sizeof(progress));
}

/// What holds for every dataset of `T`. `make()` is the same place each time, with nothing in it at
/// first; `lasting` says that what one object saved is there for the next.
template <class T, class Make>
void dataset_laws(Make make, T a, T b, bool lasting = true) {
    auto dataset = make();
    using type = decltype(dataset);
    STATIC_REQUIRE(leat::dataset_for<type, T>);
    auto const load = [](auto& from) { return leat::detail::load_from<T>(from); };

    INFO(std::string(dataset.describe()));
    std::string place = dataset.describe();
    REQUIRE(!place.empty());
    if (auto const quote = place.find('\''); quote != place.npos)
        place = place.substr(quote, place.find('\'', quote + 1) + 1 - quote);

    CHECK(!dataset.exists());
    CHECK(contains(error_of([&] { (void)load(dataset); }), place));
    CHECK(!dataset.exists());

    dataset.save(a);
    CHECK(dataset.exists());
    CHECK(load(dataset) == a);
    CHECK(load(dataset) == a); // loading takes nothing away

    dataset.save(b);
    CHECK(dataset.exists());
    CHECK(load(dataset) == b);

    auto again = make();
    CHECK(again.exists() == lasting);
    CHECK(again.describe() == dataset.describe());
    if (lasting) {
        CHECK(load(again) == b);
        again.save(a);
        CHECK(load(dataset) == a);
    }
}
