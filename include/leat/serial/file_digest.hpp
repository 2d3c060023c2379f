// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/seen_file.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include <sys/stat.h>

namespace leat {
namespace detail {

LEAT_DECL std::int64_t system_now() noexcept;

/// The digests of files, each remembered for as long as the file is as it was when it was read.
///
/// Clocks of file systems are coarse: a file that was written shortly before it was read may be
/// written again with the same times. So a file's digest is remembered only if its times were two
/// seconds old when it was read, as git does with its index.
class file_digests {
public:
    using clock = std::int64_t (*)() noexcept;

    explicit file_digests(clock now = system_now) : now_(now) {}

    /// As `leat::file_digest`.
    LEAT_DECL digest of(std::filesystem::path const& path);
    /// The same, with how the file was.
    LEAT_DECL seen_file see(std::filesystem::path const& path);

    /// How often a file was read.
    std::uint64_t reads() const noexcept { return reads_; }

private:
    static constexpr std::int64_t settled = 2'000'000'000;
    static constexpr std::size_t block = std::size_t{1} << 20;
    struct entry {
        file_stamp stamp;
        digest content;
    };

    LEAT_DECL static file_stamp checked(std::filesystem::path const& path,
                                        struct stat const& found);

    // Before it is opened, which for a device may do something and for a pipe may not return.
    LEAT_DECL static file_stamp look_at(std::filesystem::path const& path);
    LEAT_DECL static file_stamp look_at(std::filesystem::path const& path, descriptor const& file);

    LEAT_DECL std::optional<digest> remembered(std::filesystem::path const& path,
                                               file_stamp const& here);

    // None when it changed meanwhile.
    LEAT_DECL std::optional<seen_file> read(std::filesystem::path const& path);

    clock now_;
    std::atomic<std::uint64_t> reads_ = 0;
    std::mutex mutex_;
    std::unordered_map<std::string, entry> known_;
};

} // namespace detail

/// The digest of the content of the file `path`, after symbolic links: what `xxhsum -H2` prints.
///
/// Throws `leat::error`, which names the path and the reason, when it is not there, cannot be read,
/// is a folder, a device or a pipe, or is written to all the time.
///
/// Cost: reads the file, in blocks of 1 MiB. The process remembers the digest, so the next time is
/// one system call, if size, times of modification and of change of state, inode and device are the
/// same, and the file was two seconds old when it was read. What is written through a mapping of
/// the file is seen when the system updates its times. May be called from any thread.
LEAT_DECL digest file_digest(std::filesystem::path const& path);

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/file_digest.ipp>
#endif
