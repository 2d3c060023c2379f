// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/support/config.hpp>

#include <memory>
#include <string>

#include <sys/types.h>

namespace leat {
namespace detail {

/// Which file a thread of which process has locked.
struct locked_file {
    ::dev_t device = 0;
    ::ino_t number = 0;
    ::pid_t process = 0;

    friend bool operator==(locked_file const&, locked_file const&) = default;
};

} // namespace detail

/// Holds the lock of a name in a folder while it lives, against all threads and processes that use
/// the folder. The system takes it back from a process that ends, however it ends.
///
/// A lock that the same thread holds already is passed over: the second one holds nothing.
class folder_lock {
public:
    folder_lock() = default;

    /// Waits for the lock of the file `name`, which is made, in `folder`. Holds nothing where files
    /// cannot be made, the file system has no locks, or this thread has the lock.
    LEAT_DECL folder_lock(detail::store_handle folder, std::string name);
    folder_lock(folder_lock&&) noexcept = default;
    folder_lock& operator=(folder_lock&&) = delete;
    LEAT_DECL ~folder_lock();

    /// Whether it holds the lock.
    explicit operator bool() const noexcept { return static_cast<bool>(file_); }

private:
    detail::store_handle folder_, file_;
    std::string name_;
    std::shared_ptr<detail::locked_file const> mark_{}; // what this thread knows of it
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/store_lock.ipp>
#endif
