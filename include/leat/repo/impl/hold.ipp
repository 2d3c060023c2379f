// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_root.hpp>
#include <leat/repo/hold.hpp>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>

namespace leat {

LEAT_DECL repo_hold repo_hold::take(std::filesystem::path const& folder, bool alone,
                                    std::chrono::milliseconds longest) {
    using clock = std::chrono::steady_clock;
    auto const until = clock::now() + longest;
    detail::store_handle const root = detail::open_root(folder);
    detail::store_handle const locks =
        root ? root.open("locks", O_RDONLY | O_DIRECTORY) : detail::store_handle();
    if (!locks) return {};
    int const how = alone ? LOCK_EX : LOCK_SH;
    repo_hold made;
    do {
        auto const gate = locks.open(".gate", O_RDWR | O_CREAT, 0600);
        auto file = locks.open(".values", O_RDWR | O_CREAT, 0600);
        if (!gate || !file || !wait(gate, how, until)) return {};
        if (wait(file, how, alone ? clock::now() + std::chrono::milliseconds(100) : until))
            made.held_ = std::make_shared<lock const>(std::move(file));
        gate.lock(LOCK_UN);
        if (!made) ::usleep(5000);
    } while (!made && clock::now() < until);
    return made;
}

LEAT_DECL bool repo_hold::wait(detail::store_handle const& file, int how,
                               std::chrono::steady_clock::time_point until) {
    for (unsigned pause = 20; !file.lock(how | LOCK_NB); pause = std::min(2 * pause, 2000u)) {
        if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() > until) return false;
        ::usleep(pause);
    }
    return true;
}

LEAT_DECL repo_hold::lock::~lock() {
    // A forked child has the same lock, and must neither keep it nor give it up.
    if (owner == ::getpid()) file.lock(LOCK_UN);
}

} // namespace leat
