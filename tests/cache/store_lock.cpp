// Copyright the leat authors. Distributed under the Boost Software License,
// Version 1.0.
#include <leat/cache/store_lock.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>

namespace {

leat::detail::store_handle folder_at(std::filesystem::path const& path) {
    return leat::detail::store_handle(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

} // namespace

TEST_CASE("one of many threads has the lock at a time, and its file goes with it") {
    scratch dir;
    std::filesystem::create_directory(dir / "locks");
    std::atomic<int> inside = 0, most = 0, times = 0;
    std::vector<std::thread> all;
    for (int t = 0; t < 4; ++t)
        all.emplace_back([&] {
            for (int i = 0; i < 50; ++i) {
                leat::folder_lock const held(folder_at(dir / "locks"), "one");
                if (!held) continue;
                int const now = ++inside;
                if (now > most) most = now;
                ++times;
                std::this_thread::sleep_for(std::chrono::microseconds(200)); // others come in
                --inside;
            }
        });
    for (auto& thread : all) thread.join();
    CHECK(times == 200);
    CHECK(most == 1);
    CHECK(std::filesystem::is_empty(dir / "locks"));
}

TEST_CASE("a lock moves, and where no file can be made there is none") {
    scratch dir;
    leat::folder_lock held(folder_at(dir / "."), "one");
    REQUIRE(held);
    leat::folder_lock const moved(std::move(held));
    CHECK(moved);
    CHECK_FALSE(held);
    CHECK_FALSE(leat::folder_lock(folder_at(dir / "nowhere"), "one"));
    CHECK_FALSE(leat::folder_lock());
}

TEST_CASE("a lock whose file is another's by now leaves that one there") {
    scratch dir;
    {
        leat::folder_lock const held(folder_at(dir / "."), "one");
        REQUIRE(held);
        std::filesystem::remove(dir / "one");
        put_content(dir / "one", "another's");
    }
    CHECK(content_of(dir / "one") == "another's");
}
