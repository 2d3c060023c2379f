// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace leat::detail {

/// Which file it is, by whatever name.
struct file_identity {
    ::dev_t device = 0;
    ::ino_t number = 0;

    explicit operator bool() const noexcept { return number != 0; }
    friend auto operator<=>(file_identity const&, file_identity const&) = default;
};

/// Zero when there is none.
inline file_identity identity_of(std::filesystem::path const& file) noexcept {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) return {};
    return {found.st_dev, found.st_ino};
}

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
    opened_here(file_identity file, std::filesystem::path const& shown) : file_(file) {
        auto& [guard, files] = all();
        std::lock_guard const hold(guard);
        entry& found = files[file];
        if (found.users > 0 && found.process != ::getpid()) {
            file_ = {};
            throw repo_error("cannot open '" + shown.string() + "': this process was forked from " +
                             std::to_string(found.process) +
                             ", which had it open, and a database does not survive that; open the "
                             "repo after the fork only, or start another program");
        }
        found.process = ::getpid();
        ++found.users;
    }
    opened_here(opened_here&& from) noexcept : file_(std::exchange(from.file_, {})) {}
    opened_here& operator=(opened_here&& from) noexcept {
        std::swap(file_, from.file_);
        return *this;
    }
    ~opened_here() {
        if (!file_) return;
        auto& [guard, files] = all();
        std::lock_guard const hold(guard);
        auto const found = files.find(file_);
        if (found != files.end() && found->second.process == ::getpid() &&
            --found->second.users == 0)
            files.erase(found);
    }

private:
    struct entry {
        ::pid_t process = 0;
        int users = 0;
    };
    static std::pair<std::mutex, std::map<file_identity, entry>>& all() {
        static std::pair<std::mutex, std::map<file_identity, entry>> files;
        return files;
    }

    file_identity file_{};
};

} // namespace leat::detail
