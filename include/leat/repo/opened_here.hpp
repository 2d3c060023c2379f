// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <filesystem>
#include <map>
#include <mutex>
#include <utility>

namespace leat::detail {

/// Which file it is, by whatever name.
struct file_identity {
    ::dev_t device = 0;
    ::ino_t number = 0;

    explicit operator bool() const noexcept { return number != 0; }
    friend auto operator<=>(file_identity const&, file_identity const&) = default;
};

/// Zero when there is none.
LEAT_DECL file_identity identity_of(std::filesystem::path const& file) noexcept;

/// Notes that this process has a database open, while the object lives.
///
/// SQLite keeps for a process which files it has locked, and a forked child gets a copy of that
/// without the locks: what the child then does to such a file, even in a connection of its own, may
/// be lost. The system does not tell a program of this, so that the only way to refuse it is a list
/// of the same kind beside SQLite's.
class opened_here {
public:
    opened_here() = default;
    /// Throws `repo_error` in a child whose parent had the file open when it was forked.
    LEAT_DECL opened_here(file_identity file, std::filesystem::path const& shown);
    opened_here(opened_here&& from) noexcept : file_(std::exchange(from.file_, {})) {}
    LEAT_DECL opened_here& operator=(opened_here&& from) noexcept;
    LEAT_DECL ~opened_here();

private:
    struct entry {
        ::pid_t process = 0;
        int users = 0;
    };
    LEAT_ONE_IN_PROCESS LEAT_DECL static std::pair<std::mutex, std::map<file_identity, entry>>&
    all();

    file_identity file_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/opened_here.ipp>
#endif
