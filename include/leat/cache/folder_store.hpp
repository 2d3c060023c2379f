// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store.hpp>
#include <leat/cache/store_lock.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leat {

namespace detail {
struct store_place;
} // namespace detail

/// How a `folder_store` writes.
struct folder_store_options {
    /// Whether `put` waits until the disk itself has what it wrote. What is read is checked in any
    /// case, so this is not for safety: without it, a loss of power may cost the results of the
    /// last half minute or so, which are computed again then. It costs two flushes for each `put`,
    /// some ms on a common disk, which is 5 to 60 times what the rest of a small one takes.
    bool durable = true;
};

/// A store in a folder, for any number of threads and processes at once. A model of `cache_store`
/// and `lockable_store`.
///
/// The folder is made on the first `put`, with what is missing above it. Nobody but the user may
/// read it or what is in it; a folder that is there already keeps its permissions. It may be
/// removed at any time, as a whole or in parts: that loses what was in it.
///
/// No symbolic link inside the folder is followed. The folder itself may be one.
///
/// Copies are cheap and name the same folder.
class folder_store {
public:
    LEAT_DECL explicit folder_store(std::filesystem::path folder,
                                    folder_store_options options = {});

    /// Nothing also when the file is there and cannot be read. Cost: some system calls and one
    /// copy of the content.
    LEAT_DECL std::optional<std::string> get(std::string_view name) const;

    /// Throws `leat::error` when `name` is none, when the folder cannot be made or written to, and
    /// when the disk is full. Cost: a new file; see `folder_store_options::durable`.
    LEAT_DECL void put(std::string_view name, std::string_view bytes) const;

    /// False also when it is there and may not be removed.
    LEAT_DECL bool remove(std::string_view name) const;

    /// Removes the temporaries of dead writers, too. Files that are not of a store are passed over.
    /// Cost: lists all folders.
    template <class Visit>
    void for_each(Visit visit) const {
        visit_all(visit);
    }

    /// As in "folder '.cache'".
    LEAT_DECL std::string describe() const;

    /// Waits for the lock of `name` among all threads and processes that use the folder. Holds
    /// nothing when there can be no lock, as in a folder that cannot be written to.
    LEAT_DECL folder_lock lock(std::string_view name) const;

    /// The size of what is there. Cost: does not read it.
    LEAT_DECL std::optional<std::uint64_t> size(std::string_view name) const;

    /// Makes now the time when it was used last, which is its modification time.
    LEAT_DECL void touch(std::string_view name) const;

    /// When it was put or touched last.
    LEAT_DECL std::optional<std::chrono::system_clock::time_point> used(
        std::string_view name) const;

private:
    LEAT_DECL void visit_all(
        detail::function_ref<void(std::string_view, std::uint64_t)> visit) const;

    /// A folder in another, made if need be.
    LEAT_DECL detail::store_handle inside(detail::store_handle const& in,
                                          std::string const& name) const;

    /// The folder of a place; none when it is not there.
    LEAT_DECL detail::store_handle shard_of(detail::store_place const& place) const noexcept;

    LEAT_DECL std::optional<struct stat> find(std::string_view name) const;

    std::filesystem::path folder_;
    folder_store_options options_;
    std::shared_ptr<std::atomic<unsigned>> puts_;
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/folder_store.ipp>
#endif
