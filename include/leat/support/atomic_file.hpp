// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cerrno>
#include <filesystem>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

#include <sys/file.h>
#include <sys/stat.h>

namespace leat::detail {

/// Throws a `leat::error` that says what the system's error `code` did to `path`. `verb` is what
/// was tried, as in "read".
[[noreturn]] LEAT_DECL void throw_file_error(std::string_view verb,
                                             std::filesystem::path const& path, int code);

/// Calls `call` until no signal interrupts it; what it returned last.
template <class Call>
auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR) result = call();
    return result;
}

/// An open file or folder, closed with the object.
class descriptor {
public:
    descriptor() = default;
    descriptor(std::filesystem::path const& path, int flags) noexcept { open(path, flags); }
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    ~descriptor() { close(); }

    int get() const noexcept { return number_; }
    explicit operator bool() const noexcept { return number_ >= 0; }

    LEAT_DECL void open(std::filesystem::path const& path, int flags, ::mode_t mode = 0) noexcept;

    LEAT_DECL void close() noexcept;

    /// Locks it until it is closed. With LOCK_NB in `flags`, false when somebody else holds it.
    /// Some network file systems know no locks: false there, and nobody may conclude anything from
    /// it.
    LEAT_DECL bool lock(int flags = LOCK_EX) const noexcept;

    /// Whether `path` is still the name of what is open.
    LEAT_DECL bool is_at(std::filesystem::path const& path) const noexcept;

    /// Makes it last through a loss of power; the system's error code, or 0.
    LEAT_DECL int sync() const noexcept;

private:
    int number_ = -1;
};

/// A name for a temporary in place of `name`, that no other living process of this machine uses.
LEAT_ONE_IN_PROCESS LEAT_DECL std::string temporary_name(std::string const& name);

/// Removes the temporaries of `name` that dead writers left in `folder`. A living writer holds a
/// lock on its temporary; the lock goes with the process, however it ends. Cost: lists the folder.
LEAT_DECL void remove_stale_temporaries(std::filesystem::path const& folder,
                                        std::string const& name);

/// What `path` names after its symbolic links are followed, whether or not there is something.
LEAT_DECL std::filesystem::path followed(std::filesystem::path const& path);

/// The path from the root, so that it names the same place when a node changes the working folder.
/// `..` stays, as behind a symbolic link it is not what its text says. An empty path stays empty.
LEAT_DECL std::filesystem::path from_root(std::filesystem::path const& path);

/// Makes the folder and what is missing above it.
LEAT_DECL void make_folders(std::filesystem::path const& folder);

/// A new file that takes the place of `target` in one step, with `commit()`: whoever reads `target`
/// finds the old file or the new one, each whole, also after a crash or a loss of power.
///
/// What is written goes to a temporary beside `target`, which is removed unless it is committed.
/// A symbolic link is followed, permissions are kept, missing folders are made. Everything here
/// throws `leat::error` on failure, and then `target` is as it was.
class atomic_file : std::streambuf {
public:
    /// Requires that `target` is a file that may be written, or nothing. Cost: lists the folder.
    LEAT_DECL explicit atomic_file(std::filesystem::path const& target);
    atomic_file(atomic_file const&) = delete;
    atomic_file& operator=(atomic_file const&) = delete;
    LEAT_DECL ~atomic_file() override;

    /// Appends `text`.
    LEAT_DECL void write(std::string_view text);

    /// Appends through a stream; refers to this object. `commit()` throws what went wrong in it.
    std::ostream& stream() noexcept { return stream_; }

    /// Puts the file in its place, on the disk itself. Nothing may be written after it.
    LEAT_DECL void commit();

private:
    [[noreturn]] LEAT_DECL void fail(int code) const;
    void check() const {
        if (failed_ != 0) fail(failed_);
    }

    LEAT_DECL void put(std::string_view text) noexcept;

    LEAT_DECL int sync() override;

    LEAT_DECL int_type overflow(int_type c) override;

    // What is longer than the buffer is not copied into it.
    LEAT_DECL std::streamsize xsputn(char const* from, std::streamsize size) override;

    std::filesystem::path shown_, target_, folder_, temporary_;
    descriptor file_;
    int failed_ = 0; // the first error of the system
    char buffer_[4096];
    std::ostream stream_{this};
};

/// Makes `text` the whole content of the file `path`, in one step. Throws `leat::error`.
LEAT_DECL void write_whole(std::filesystem::path const& path, std::string_view text);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/atomic_file.ipp>
#endif
