// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/large_pages.hpp>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

#include <dirent.h>
#include <fcntl.h>

namespace leat::detail {

LEAT_DECL store_handle& store_handle::operator=(store_handle&& from) noexcept {
    std::swap(number_, from.number_);
    return *this;
}

LEAT_DECL store_handle store_handle::open(std::string const& name, int flags,
                                          ::mode_t mode) const noexcept {
    return store_handle(uninterrupted([&] {
        return ::openat(number_, name.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode);
    }));
}

LEAT_DECL bool store_handle::lock(int flags) const noexcept {
    return uninterrupted([&] { return ::flock(number_, flags); }) == 0;
}

LEAT_DECL bool store_handle::is_in(store_handle const& folder,
                                   std::string const& name) const noexcept {
    struct stat here {
    }, there{};
    return ::fstat(number_, &here) == 0 &&
           ::fstatat(folder.get(), name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

LEAT_DECL int store_handle::sync() const noexcept {
    return uninterrupted([&] { return ::fsync(number_); }) == 0 || errno == EINVAL ? 0 : errno;
}

LEAT_DECL int store_handle::write(std::string_view bytes) const noexcept {
    while (!bytes.empty()) {
        auto const written =
            uninterrupted([&] { return ::write(number_, bytes.data(), bytes.size()); });
        if (written < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

LEAT_DECL store_handle open_folder(store_handle const& in, std::string const& name, bool make,
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

LEAT_DECL std::vector<std::string> names_in(store_handle const& folder) {
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

LEAT_DECL std::optional<struct stat> file_in(store_handle const& folder, std::string const& name) {
    struct stat found {};
    if (::fstatat(folder.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0 ||
        !S_ISREG(found.st_mode))
        return std::nullopt;
    return found;
}

LEAT_DECL std::optional<std::string> read_file(store_handle const& folder,
                                               std::string const& name) {
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

LEAT_DECL int write_file(store_handle const& temporaries, store_handle const& folder,
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

LEAT_DECL void remove_stale_temporaries(store_handle const& temporaries) {
    for (std::string const& name : names_in(temporaries))
        if (store_handle const file =
                name.ends_with(".leat-tmp") ? temporaries.open(name, O_RDONLY) : store_handle();
            file && file.lock(LOCK_EX | LOCK_NB) && file.is_in(temporaries, name))
            ::unlinkat(temporaries.get(), name.c_str(), 0);
}

} // namespace leat::detail
