// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/hold.hpp>

#include <catalog/laws.hpp>
#include <catch.hpp>

#include <atomic>
#include <thread>

using namespace std::chrono_literals;

namespace {

leat::repo_hold take(std::filesystem::path const& folder, bool alone,
                     std::chrono::milliseconds longest = 0ms) {
    return leat::repo_hold::take(folder, alone, longest);
}

} // namespace

TEST_CASE("many hold at once, or one alone") {
    scratch dir;
    std::filesystem::create_directory(dir / "locks");
    leat::repo_hold copy;
    {
        auto const first = take(dir.folder, false), second = take(dir.folder, false);
        CHECK(first);
        CHECK(second);
        copy = second;
        CHECK(!take(dir.folder, true));
    }
    CHECK(!take(dir.folder, true)); // as the copy lives
    copy = {};
    auto const alone = take(dir.folder, true);
    CHECK(alone);
    CHECK(!take(dir.folder, true));
    CHECK(!take(dir.folder, false));
}

TEST_CASE("who wants to be alone waits, and comes to it among many who hold in turn") {
    scratch dir;
    std::filesystem::create_directory(dir / "locks");
    std::atomic<bool> stop = false;
    std::atomic<int> none = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            while (!stop) {
                auto const hold = take(dir.folder, false, 10s);
                none += !hold;
                ::usleep(500);
            }
        });
    for (int i = 0; i < 10; ++i) CHECK(take(dir.folder, true, 10s));
    stop = true;
    for (auto& thread : threads) thread.join();
    CHECK(none == 0);
}

TEST_CASE("who holds may take another while somebody waits to be alone") {
    scratch dir;
    std::filesystem::create_directory(dir / "locks");
    auto first = take(dir.folder, false);
    std::atomic<bool> alone = false;
    std::thread waiting([&] { alone = bool(take(dir.folder, true, 10s)); });
    std::this_thread::sleep_for(20ms);
    auto second = take(dir.folder, false, 5s);
    CHECK(second);
    CHECK(!alone);
    first = second = {};
    waiting.join();
    CHECK(alone);
}

TEST_CASE("a process that is killed holds nothing, and a forked child neither") {
    scratch dir;
    std::filesystem::create_directory(dir / "locks");
    auto hold = take(dir.folder, false);
    CHECK(finish(start([&] {
              hold = {};
              return 0;
          })) == 0);
    CHECK(!take(dir.folder, true)); // the child has not given up what is its parent's
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    pid_t child = 0;
    {
        auto const other = take(dir.folder, false);
        child = start([&] {
            if (::write(ready[1], "x", 1) != 1) return 1;
            for (;;) ::pause();
        });
        char byte = 0;
        REQUIRE(::read(ready[0], &byte, 1) == 1);
    }
    hold = {};
    CHECK(take(dir.folder, true)); // nor does it keep it
    ::kill(child, SIGKILL);
    finish(child);
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_CASE("where there is no repo there is nothing to hold") {
    scratch dir;
    CHECK(!take(dir / "none", false));
    CHECK(!take(dir.folder, true));
}
