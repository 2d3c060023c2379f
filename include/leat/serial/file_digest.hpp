// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/hasher.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/digest.hpp>
#include <leat/support/error.hpp>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

namespace leat {
namespace detail {

/// A moment of the system's clock, in ns since 1970.
inline std::int64_t nanoseconds_of(::timespec const& time) noexcept {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}
inline std::int64_t system_now() noexcept {
    ::timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return nanoseconds_of(now);
}

/// What changes with a file's content, short of reading it.
struct file_stamp {
    ::dev_t device = 0;
    ::ino_t inode = 0;
    ::off_t size = 0;
    std::int64_t modified = 0; // can be set at will
    std::int64_t changed = 0;  // by the system alone

    friend bool operator==(file_stamp const&, file_stamp const&) = default;
};

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
    digest of(std::filesystem::path const& path) {
        file_stamp const here = look_at(path);
        if (auto const known = remembered(path, here)) return *known;
        // What is written to while it is read has another digest when the writer is done.
        for (int attempt = 0; attempt < 3; ++attempt)
            if (auto const found = read(path)) return *found;
        throw error("cannot read '" + path.string() +
                    "': it is written to all the time; wait until its writer is done");
    }

    /// How often a file was read.
    std::uint64_t reads() const noexcept { return reads_; }

private:
    static constexpr std::int64_t settled = 2'000'000'000;
    static constexpr std::size_t block = std::size_t{1} << 20;
    struct entry {
        file_stamp stamp;
        digest content;
    };

    static file_stamp checked(std::filesystem::path const& path, struct stat const& found) {
        if (S_ISDIR(found.st_mode)) throw_file_error("read", path, EISDIR);
        if (!S_ISREG(found.st_mode))
            throw error("cannot read '" + path.string() +
                        "': it is a device, a pipe or a socket; name a file with a content that "
                        "stays");
        return {found.st_dev, found.st_ino, found.st_size, nanoseconds_of(found.st_mtim),
                nanoseconds_of(found.st_ctim)};
    }

    // Before it is opened, which for a device may do something and for a pipe may not return.
    static file_stamp look_at(std::filesystem::path const& path) {
        struct stat found {};
        if (::stat(path.c_str(), &found) != 0) throw_file_error("read", path, errno);
        return checked(path, found);
    }
    static file_stamp look_at(std::filesystem::path const& path, descriptor const& file) {
        struct stat found {};
        if (::fstat(file.get(), &found) != 0) throw_file_error("read", path, errno);
        return checked(path, found);
    }

    std::optional<digest> remembered(std::filesystem::path const& path, file_stamp const& here) {
        std::lock_guard const lock(mutex_);
        auto const at = known_.find(path.native());
        if (at == known_.end() || at->second.stamp != here) return std::nullopt;
        return at->second.content;
    }

    // None when it changed meanwhile.
    std::optional<digest> read(std::filesystem::path const& path) {
        std::int64_t const start = now_();
        descriptor const file(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
        if (!file) throw_file_error("read", path, errno);
        file_stamp const before = look_at(path, file);
        auto const wanted = static_cast<std::size_t>(before.size) + 1; // one more shows the end
        std::size_t const capacity = wanted < block ? wanted : block;
        auto const buffer = std::make_unique_for_overwrite<unsigned char[]>(capacity);
        hasher content;
        ++reads_;
        std::int64_t size = 0;
        while (auto const got =
                   uninterrupted([&] { return ::read(file.get(), buffer.get(), capacity); })) {
            if (got < 0) throw_file_error("read", path, errno);
            content.bytes(buffer.get(), static_cast<std::size_t>(got));
            size += got;
        }
        if (look_at(path, file) != before) return std::nullopt;
        digest const found = content.finish();
        // A file that the kernel makes up has no size, and times that say nothing.
        if (size == before.size && before.modified <= start - settled &&
            before.changed <= start - settled) {
            std::lock_guard const lock(mutex_);
            known_.insert_or_assign(path.native(), entry{before, found});
        }
        return found;
    }

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
inline digest file_digest(std::filesystem::path const& path) {
    static detail::file_digests known;
    return known.of(path);
}

} // namespace leat
