// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/support/config.hpp>

#include <string>

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
    LEAT_DECL folder_lock(detail::store_handle folder, std::string name);
    folder_lock(folder_lock&&) noexcept = default;
    folder_lock& operator=(folder_lock&&) = delete;
    LEAT_DECL ~folder_lock();

    /// Whether it holds the lock.
    explicit operator bool() const noexcept { return static_cast<bool>(file_); }

private:
    detail::store_handle folder_, file_;
    std::string name_;
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/store_lock.ipp>
#endif
