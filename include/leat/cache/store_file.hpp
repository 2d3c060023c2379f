// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// Files of one user in an open folder. No symbolic link in it is followed, so that nothing outside
// is read or written; nobody but the user may read what is made here, whatever the umask says.

namespace leat::detail {

/// An open file or folder, closed with the object. What is in a folder is opened by its name there.
class store_handle {
public:
    store_handle() = default;
    explicit store_handle(int number) noexcept : number_(number) {}
    store_handle(store_handle&& from) noexcept : number_(std::exchange(from.number_, -1)) {}
    LEAT_DECL store_handle& operator=(store_handle&& from) noexcept;
    ~store_handle() {
        if (number_ >= 0) ::close(number_);
    }

    int get() const noexcept { return number_; }
    explicit operator bool() const noexcept { return number_ >= 0; }

    /// Gives the number away, to be closed elsewhere.
    int release() noexcept { return std::exchange(number_, -1); }

    /// What is `name` in this folder. Never a symbolic link; never waits for the writer of a pipe.
    LEAT_DECL store_handle open(std::string const& name, int flags,
                                ::mode_t mode = 0) const noexcept;

    /// As in `descriptor`.
    LEAT_DECL bool lock(int flags = LOCK_EX) const noexcept;

    /// Whether this is `name` in `folder` still.
    LEAT_DECL bool is_in(store_handle const& folder, std::string const& name) const noexcept;

    /// The system's error code, or 0.
    LEAT_DECL int sync() const noexcept;

    /// Appends `bytes`; the system's error code, or 0.
    LEAT_DECL int write(std::string_view bytes) const noexcept;

private:
    int number_ = -1;
};

/// A folder in `in`, made if `make` says so; when there is none, `errno` says why.
LEAT_DECL store_handle open_folder(store_handle const& in, std::string const& name, bool make,
                                   bool durable) noexcept;

/// The names in a folder.
LEAT_DECL std::vector<std::string> names_in(store_handle const& folder);

/// The size of the file `name` in `folder` and more; nothing when it is not a file.
LEAT_DECL std::optional<struct stat> file_in(store_handle const& folder, std::string const& name);

/// The content of the file `name` in `folder`; nothing when it is not a file or cannot be read.
LEAT_DECL std::optional<std::string> read_file(store_handle const& folder, std::string const& name);

/// Makes `bytes` the content of `name` in `folder` in one step, by way of a temporary in
/// `temporaries`; the system's error code, or 0.
LEAT_DECL int write_file(store_handle const& temporaries, store_handle const& folder,
                         std::string const& name, std::string_view bytes, bool durable);

/// Removes the temporaries of dead writers: a living one holds a lock on its temporary.
/// Other files are nobody's business here.
LEAT_DECL void remove_stale_temporaries(store_handle const& temporaries);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/store_file.ipp>
#endif
