// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_lock.hpp>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leat {
namespace detail {

/// The locks that this thread has taken. Those that are given up by now have expired.
LEAT_ONE_IN_PROCESS LEAT_DECL std::vector<std::weak_ptr<locked_file const>>& locked_here() {
    static thread_local std::vector<std::weak_ptr<locked_file const>> files;
    return files;
}

LEAT_DECL locked_file identity_of_lock(store_handle const& file) {
    struct stat found {};
    if (::fstat(file.get(), &found) != 0) return {};
    return {found.st_dev, found.st_ino, ::getpid()};
}

LEAT_DECL bool is_locked_here(store_handle const& file) {
    auto& files = locked_here();
    std::erase_if(files, [](auto const& one) { return one.expired(); });
    if (files.empty()) return false;
    locked_file const wanted = identity_of_lock(file);
    return std::ranges::any_of(files, [&](auto const& one) {
        auto const held = one.lock();
        return held && *held == wanted;
    });
}

} // namespace detail

LEAT_DECL folder_lock::folder_lock(detail::store_handle folder, std::string name)
    : folder_(std::move(folder)), name_(std::move(name)) {
    // The file goes with the lock, so whoever waited for that one needs the next.
    do {
        file_ = folder_.open(name_, O_RDWR | O_CREAT, 0600);
        if (file_ && (detail::is_locked_here(file_) || !file_.lock())) file_ = {};
    } while (file_ && !file_.is_in(folder_, name_));
    if (!file_) return;
    mark_ = std::make_shared<detail::locked_file const>(detail::identity_of_lock(file_));
    detail::locked_here().push_back(mark_);
}

LEAT_DECL folder_lock::~folder_lock() {
    if (file_ && file_.is_in(folder_, name_)) ::unlinkat(folder_.get(), name_.c_str(), 0);
}

} // namespace leat
