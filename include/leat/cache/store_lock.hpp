// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>

#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace leat {

/// Holds the lock of a name in a folder while it lives, against all threads and processes that use
/// the folder. The system takes it back from a process that ends, however it ends.
///
/// Not twice in one thread for the same name: it would wait for itself.
class folder_lock {
public:
    folder_lock() = default;

    /// Waits for the lock of the file `name`, which is made, in `folder`. Holds nothing where files
    /// cannot be made, or the file system has no locks.
    folder_lock(detail::store_handle folder, std::string name)
        : folder_(std::move(folder)), name_(std::move(name)) {
        // The file goes with the lock, so whoever waited for that one needs the next.
        do {
            file_ = folder_.open(name_, O_RDWR | O_CREAT, 0600);
            if (file_ && !file_.lock()) file_ = {};
        } while (file_ && !file_.is_in(folder_, name_));
    }
    folder_lock(folder_lock&&) noexcept = default;
    folder_lock& operator=(folder_lock&&) = delete;
    ~folder_lock() {
        if (file_ && file_.is_in(folder_, name_)) ::unlinkat(folder_.get(), name_.c_str(), 0);
    }

    /// Whether it holds the lock.
    explicit operator bool() const noexcept { return static_cast<bool>(file_); }

private:
    detail::store_handle folder_, file_;
    std::string name_;
};

} // namespace leat
