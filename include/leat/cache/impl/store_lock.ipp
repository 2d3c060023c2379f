// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_lock.hpp>

#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace leat {

LEAT_DECL folder_lock::folder_lock(detail::store_handle folder, std::string name)
    : folder_(std::move(folder)), name_(std::move(name)) {
    // The file goes with the lock, so whoever waited for that one needs the next.
    do {
        file_ = folder_.open(name_, O_RDWR | O_CREAT, 0600);
        if (file_ && !file_.lock()) file_ = {};
    } while (file_ && !file_.is_in(folder_, name_));
}

LEAT_DECL folder_lock::~folder_lock() {
    if (file_ && file_.is_in(folder_, name_)) ::unlinkat(folder_.get(), name_.c_str(), 0);
}

} // namespace leat
