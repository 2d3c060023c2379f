// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_root.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/error.hpp>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace leat::detail {

LEAT_DECL void throw_store_error(std::filesystem::path const& folder, int code) {
    if (code == ENOTDIR || code == ELOOP || code == EISDIR || code == EEXIST)
        throw store_error(
            "cannot write to the cache folder '" + folder.string() +
            "': a file, a folder or a symbolic link stands where the cache has something "
            "else; remove it or choose another folder");
    try {
        throw_file_error("write to the cache folder", folder, code);
    } catch (error const& e) {
        throw store_error(e.what());
    }
}

LEAT_DECL store_handle open_root(std::filesystem::path const& folder) noexcept {
    return store_handle(
        uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
}

LEAT_DECL store_handle make_root(std::filesystem::path const& folder) {
    store_handle root = open_root(folder);
    if (root) return root;
    if (errno != ENOENT) throw_store_error(folder, errno);
    // Folders above it that are missing are nobody else's either: a repo is often made with the
    // cache in it.
    if (folder.has_parent_path() && !open_root(folder.parent_path()))
        make_root(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) == 0)
        ::chmod(folder.c_str(), 0700); // what the umask took away
    else if (errno != EEXIST)
        throw_store_error(folder, errno);
    root = open_root(folder);
    if (!root) throw_store_error(folder, errno);
    return root;
}

LEAT_DECL store_handle make_inside(std::filesystem::path const& shown, store_handle const& in,
                                   std::string const& name, bool durable) {
    store_handle folder = open_folder(in, name, true, durable);
    if (!folder) throw_store_error(shown, errno);
    return folder;
}

} // namespace leat::detail
