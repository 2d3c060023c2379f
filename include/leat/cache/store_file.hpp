// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/atomic_file.hpp>
#include <leat/support/large_pages.hpp>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
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
    store_handle& operator=(store_handle&& from) noexcept {
        std::swap(number_, from.number_);
        return *this;
    }
    ~store_handle() {
        if (number_ >= 0) ::close(number_);
    }

    int get() const noexcept { return number_; }
    explicit operator bool() const noexcept { return number_ >= 0; }

    /// Gives the number away, to be closed elsewhere.
    int release() noexcept { return std::exchange(number_, -1); }

    /// What is `name` in this folder. Never a symbolic link; never waits for the writer of a pipe.
    store_handle open(std::string const& name, int flags, ::mode_t mode = 0) const noexcept {
        return store_handle(uninterrupted([&] {
            return ::openat(number_, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                            mode);
        }));
    }

    /// As in `descriptor`.
    bool lock(int flags = LOCK_EX) const noexcept {
        return uninterrupted([&] { return ::flock(number_, flags); }) == 0;
    }

    /// Whether this is `name` in `folder` still.
    bool is_in(store_handle const& folder, std::string const& name) const noexcept {
        struct stat here {
        }, there{};
        return ::fstat(number_, &here) == 0 &&
               ::fstatat(folder.get(), name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
               here.st_dev == there.st_dev && here.st_ino == there.st_ino;
    }

    /// The system's error code, or 0.
    int sync() const noexcept {
        return uninterrupted([&] { return ::fsync(number_); }) == 0 || errno == EINVAL ? 0 : errno;
    }

    /// Appends `bytes`; the system's error code, or 0.
    int write(std::string_view bytes) const noexcept {
        while (!bytes.empty()) {
            auto const written =
                uninterrupted([&] { return ::write(number_, bytes.data(), bytes.size()); });
            if (written < 0) return errno;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return 0;
    }

private:
    int number_ = -1;
};

/// A folder in `in`, made if `make` says so; when there is none, `errno` says why.
inline store_handle open_folder(store_handle const& in, std::string const& name, bool make,
                                bool durable) noexcept {
    store_handle folder = in.open(name, O_RDONLY | O_DIRECTORY);
    if (folder || !make || errno != ENOENT) return folder;
    if (::mkdirat(in.get(), name.c_str(), 0700) == 0) {
        ::fchmodat(in.get(), name.c_str(), 0700, 0); // what the umask took away
        if (durable) in.sync();
    } else if (errno != EEXIST) {
        return folder;
    }
    return in.open(name, O_RDONLY | O_DIRECTORY);
}

/// The names in a folder.
inline std::vector<std::string> names_in(store_handle const& folder) {
    struct closing {
        void operator()(DIR* list) const noexcept { ::closedir(list); }
    };
    std::vector<std::string> names;
    int const number = folder.open(".", O_RDONLY | O_DIRECTORY).release();
    std::unique_ptr<DIR, closing> const list(number < 0 ? nullptr : ::fdopendir(number));
    if (!list) {
        if (number >= 0) ::close(number);
        return names;
    }
    while (dirent const* const entry = ::readdir(list.get()))
        if (std::string_view const name = entry->d_name; name != "." && name != "..")
            names.emplace_back(name);
    return names;
}

/// The size of the file `name` in `folder` and more; nothing when it is not a file.
inline std::optional<struct stat> file_in(store_handle const& folder, std::string const& name) {
    struct stat found {};
    if (::fstatat(folder.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(found.st_mode))
        return std::nullopt;
    return found;
}

/// The content of the file `name` in `folder`; nothing when it is not a file or cannot be read.
inline std::optional<std::string> read_file(store_handle const& folder, std::string const& name) {
    store_handle const file = folder.open(name, O_RDONLY);
    struct stat found {};
    if (!file || ::fstat(file.get(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    try {
        std::string bytes;
        auto const size = static_cast<std::uint64_t>(found.st_size);
        if (size > bytes.max_size()) return std::nullopt;
        bytes.reserve(static_cast<std::size_t>(size));
        prefer_large_pages(bytes.data(), bytes.capacity());
        // In steps, as a string fills with zeros what it is resized to: those stay in the cache of
        // the processor until the bytes come.
        while (bytes.size() < size) {
            std::size_t const at = bytes.size();
            auto const step = static_cast<std::size_t>(
                std::min<std::uint64_t>(size - at, std::uint64_t{1} << 18));
            bytes.resize(at + step);
            auto const got = uninterrupted([&] { return ::read(file.get(), &bytes[at], step); });
            if (got < 0) return std::nullopt;
            bytes.resize(at + static_cast<std::size_t>(got));
            if (got == 0) break; // cut short since
        }
        return bytes;
    } catch (std::bad_alloc const&) {
        return std::nullopt; // too large to be ours
    }
}

/// Makes `bytes` the content of `name` in `folder` in one step, by way of a temporary in
/// `temporaries`; the system's error code, or 0.
inline int write_file(store_handle const& temporaries, store_handle const& folder,
                      std::string const& name, std::string_view bytes, bool durable) {
    store_handle file;
    std::string temporary;
    do { // until nobody took it for the temporary of a dead writer before it was locked
        temporary = temporary_name("put");
        file = temporaries.open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0600);
        if (!file && errno != EEXIST) return errno;
        if (file) file.lock();
    } while (!file || !file.is_in(temporaries, temporary));
    int code = ::fchmod(file.get(), 0600) == 0 ? 0 : errno;
    if (code == 0) code = file.write(bytes);
    if (code == 0 && durable) code = file.sync();
    if (code == 0 &&
        ::renameat(temporaries.get(), temporary.c_str(), folder.get(), name.c_str()) != 0)
        code = errno;
    if (code != 0)
        ::unlinkat(temporaries.get(), temporary.c_str(), 0);
    else if (durable)
        folder.sync(); // it is there for everybody: an error here could not take it back
    return code;
}

/// Removes the temporaries of dead writers: a living one holds a lock on its temporary.
/// Other files are nobody's business here.
inline void remove_stale_temporaries(store_handle const& temporaries) {
    for (std::string const& name : names_in(temporaries))
        if (store_handle const file =
                name.ends_with(".leat-tmp") ? temporaries.open(name, O_RDONLY) : store_handle();
            file && file.lock(LOCK_EX | LOCK_NB) && file.is_in(temporaries, name))
            ::unlinkat(temporaries.get(), name.c_str(), 0);
}

} // namespace leat::detail
