// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <filesystem>
#include <memory>
#include <utility>

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
    LEAT_DECL static repo_hold take(std::filesystem::path const& folder, bool alone,
                                    std::chrono::milliseconds longest);

private:
    LEAT_DECL static bool wait(detail::store_handle const& file, int how,
                               std::chrono::steady_clock::time_point until);

    struct lock {
        explicit lock(detail::store_handle from) noexcept : file(std::move(from)) {}
        lock(lock const&) = delete;
        lock& operator=(lock const&) = delete;
        LEAT_DECL ~lock();
        detail::store_handle file;
        ::pid_t owner = ::getpid();
    };
    std::shared_ptr<lock const> held_{};
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/hold.ipp>
#endif
