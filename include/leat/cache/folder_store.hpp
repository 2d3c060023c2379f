// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store.hpp>
#include <leat/cache/store_file.hpp>
#include <leat/cache/store_lock.hpp>
#include <leat/cache/store_path.hpp>
#include <leat/cache/store_root.hpp>
#include <leat/support/error.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leat {

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
    explicit folder_store(std::filesystem::path folder, folder_store_options options = {})
        : folder_(folder.has_filename() ? std::move(folder) : folder.parent_path()),
          options_(options), puts_(std::make_shared<std::atomic<unsigned>>(0)) {
        if (folder_.empty()) folder_ = ".";
    }

    /// Nothing also when the file is there and cannot be read. Cost: some system calls and one
    /// copy of the content.
    std::optional<std::string> get(std::string_view name) const {
        auto const place = detail::place_of(name);
        if (!place) return std::nullopt;
        return detail::read_file(shard_of(*place), place->leaf);
    }

    /// Throws `leat::error` when `name` is none, when the folder cannot be made or written to, and
    /// when the disk is full. Cost: a new file; see `folder_store_options::durable`.
    void put(std::string_view name, std::string_view bytes) const {
        auto const place = detail::place_of(name);
        if (!place)
            throw store_error("cannot write '" + std::string(name) + "' to the cache " + describe() +
                        ": the name has characters or parts that none may have; see "
                        "leat::is_store_name");
        detail::store_handle const root = detail::make_root(folder_);
        auto const temporaries = inside(root, std::string(detail::temporaries_folder));
        // Dead writers are rare: the first time, and now and then.
        if (puts_->fetch_add(1, std::memory_order_relaxed) % 256 == 0)
            detail::remove_stale_temporaries(temporaries);
        auto const shard = inside(inside(root, place->kind), place->shard);
        if (int const code =
                detail::write_file(temporaries, shard, place->leaf, bytes, options_.durable);
            code != 0)
            detail::throw_store_error(folder_, code);
    }

    /// False also when it is there and may not be removed.
    bool remove(std::string_view name) const {
        auto const place = detail::place_of(name);
        return place && ::unlinkat(shard_of(*place).get(), place->leaf.c_str(), 0) == 0;
    }

    /// Removes the temporaries of dead writers, too. Files that are not of a store are passed over.
    /// Cost: lists all folders.
    template <class Visit>
    void for_each(Visit visit) const {
        detail::store_handle const root = detail::open_root(folder_);
        if (!root) return;
        detail::remove_stale_temporaries(
            root.open(std::string(detail::temporaries_folder), O_RDONLY | O_DIRECTORY));
        for (std::string const& kind : detail::names_in(root)) {
            if (kind == detail::temporaries_folder || kind == detail::locks_folder) continue;
            auto const kinds = root.open(kind, O_RDONLY | O_DIRECTORY);
            for (std::string const& shard : detail::names_in(kinds)) {
                auto const leaves = kinds.open(shard, O_RDONLY | O_DIRECTORY);
                for (std::string const& leaf : detail::names_in(leaves)) {
                    auto const name = detail::name_at({kind, shard, leaf});
                    auto const found = detail::file_in(leaves, leaf);
                    if (name && found)
                        visit(std::string_view(*name), static_cast<std::uint64_t>(found->st_size));
                }
            }
        }
    }

    /// As in "folder '.cache'".
    std::string describe() const { return "folder '" + folder_.string() + "'"; }

    /// Waits for the lock of `name` among all threads and processes that use the folder. Holds
    /// nothing when there can be no lock, as in a folder that cannot be written to.
    folder_lock lock(std::string_view name) const {
        if (!is_store_name(name)) return {};
        try {
            return folder_lock(
                inside(detail::make_root(folder_), std::string(detail::locks_folder)),
                detail::flat_name(name));
        } catch (error const&) {
            return {};
        }
    }

    /// The size of what is there. Cost: does not read it.
    std::optional<std::uint64_t> size(std::string_view name) const {
        auto const found = find(name);
        return found ? std::optional(static_cast<std::uint64_t>(found->st_size)) : std::nullopt;
    }

    /// Makes now the time when it was used last, which is its modification time.
    void touch(std::string_view name) const {
        if (auto const place = detail::place_of(name))
            ::utimensat(shard_of(*place).get(), place->leaf.c_str(), nullptr, AT_SYMLINK_NOFOLLOW);
    }

    /// When it was put or touched last.
    std::optional<std::chrono::system_clock::time_point> used(std::string_view name) const {
        using namespace std::chrono;
        auto const found = find(name);
        if (!found) return std::nullopt;
#ifdef __APPLE__
        timespec const& at = found->st_mtimespec;
#else
        timespec const& at = found->st_mtim;
#endif
        return system_clock::time_point(
            duration_cast<system_clock::duration>(seconds(at.tv_sec) + nanoseconds(at.tv_nsec)));
    }

private:
    /// A folder in another, made if need be.
    detail::store_handle inside(detail::store_handle const& in, std::string const& name) const {
        return detail::make_inside(folder_, in, name, options_.durable);
    }

    /// The folder of a place; none when it is not there.
    detail::store_handle shard_of(detail::store_place const& place) const noexcept {
        auto const open = [](detail::store_handle const& in, std::string const& name) {
            return in ? in.open(name, O_RDONLY | O_DIRECTORY) : detail::store_handle();
        };
        return open(open(detail::open_root(folder_), place.kind), place.shard);
    }

    std::optional<struct stat> find(std::string_view name) const {
        auto const place = detail::place_of(name);
        if (!place) return std::nullopt;
        return detail::file_in(shard_of(*place), place->leaf);
    }

    std::filesystem::path folder_;
    folder_store_options options_;
    std::shared_ptr<std::atomic<unsigned>> puts_;
};

} // namespace leat
