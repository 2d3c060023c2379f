// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_root.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace leat {

/// Keeps blobs that nothing names yet from being collected, while it or a copy of it lives: hold it
/// from before a blob is put until what names it is written, and not longer. Any number of
/// processes and threads hold one at once. Cost: some us; copies are cheap.
class repo_hold {
public:
    repo_hold() = default;

    /// Whether it holds something: not in a folder that cannot be written to.
    explicit operator bool() const noexcept { return held_ != nullptr; }

    /// In the folder of a repo, shared or alone. Waits for so long at most, and holds nothing then.
    /// Who wants to be alone keeps others from coming while it waits for those that are there, but
    /// for a short time only: one of those may need another hold to come to an end.
    static repo_hold take(std::filesystem::path const& folder, bool alone,
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

private:
    static bool wait(detail::store_handle const& file, int how,
                     std::chrono::steady_clock::time_point until) {
        for (unsigned pause = 20; !file.lock(how | LOCK_NB); pause = std::min(2 * pause, 2000u)) {
            if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() > until) return false;
            ::usleep(pause);
        }
        return true;
    }

    struct lock {
        explicit lock(detail::store_handle from) noexcept : file(std::move(from)) {}
        lock(lock const&) = delete;
        lock& operator=(lock const&) = delete;
        ~lock() {
            // A forked child has the same lock, and must neither keep it nor give it up.
            if (owner == ::getpid()) file.lock(LOCK_UN);
        }
        detail::store_handle file;
        ::pid_t owner = ::getpid();
    };
    std::shared_ptr<lock const> held_{};
};

} // namespace leat
