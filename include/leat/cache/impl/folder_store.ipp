// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/folder_store.hpp>
#include <leat/cache/store.hpp>
#include <leat/cache/store_file.hpp>
#include <leat/cache/store_path.hpp>
#include <leat/cache/store_root.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/error.hpp>

#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leat {

LEAT_DECL folder_store::folder_store(std::filesystem::path folder, folder_store_options options)
    : folder_(detail::from_root(folder.has_filename() ? folder : folder.parent_path())),
      options_(options), puts_(std::make_shared<std::atomic<unsigned>>(0)) {
    if (folder_.empty()) folder_ = detail::from_root(".");
}

LEAT_DECL std::optional<std::string> folder_store::get(std::string_view name) const {
    auto const place = detail::place_of(name);
    if (!place) return std::nullopt;
    return detail::read_file(shard_of(*place), place->leaf);
}

LEAT_DECL void folder_store::put(std::string_view name, std::string_view bytes) const {
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

LEAT_DECL bool folder_store::remove(std::string_view name) const {
    auto const place = detail::place_of(name);
    return place && ::unlinkat(shard_of(*place).get(), place->leaf.c_str(), 0) == 0;
}

LEAT_DECL std::string folder_store::describe() const { return "folder '" + folder_.string() + "'"; }

LEAT_DECL folder_lock folder_store::lock(std::string_view name) const {
    if (!is_store_name(name)) return {};
    try {
        return folder_lock(inside(detail::make_root(folder_), std::string(detail::locks_folder)),
                           detail::flat_name(name));
    } catch (error const&) {
        return {};
    }
}

LEAT_DECL std::optional<std::uint64_t> folder_store::size(std::string_view name) const {
    auto const found = find(name);
    return found ? std::optional(static_cast<std::uint64_t>(found->st_size)) : std::nullopt;
}

LEAT_DECL void folder_store::touch(std::string_view name) const {
    if (auto const place = detail::place_of(name))
        ::utimensat(shard_of(*place).get(), place->leaf.c_str(), nullptr, AT_SYMLINK_NOFOLLOW);
}

LEAT_DECL std::optional<std::chrono::system_clock::time_point> folder_store::used(
    std::string_view name) const {
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

LEAT_DECL detail::store_handle folder_store::shard_of(
    detail::store_place const& place) const noexcept {
    auto const open = [](detail::store_handle const& in, std::string const& name) {
        return in ? in.open(name, O_RDONLY | O_DIRECTORY) : detail::store_handle();
    };
    return open(open(detail::open_root(folder_), place.kind), place.shard);
}

LEAT_DECL std::optional<struct stat> folder_store::find(std::string_view name) const {
    auto const place = detail::place_of(name);
    if (!place) return std::nullopt;
    return detail::file_in(shard_of(*place), place->leaf);
}

LEAT_DECL void folder_store::visit_all(
    detail::function_ref<void(std::string_view, std::uint64_t)> visit) const {
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
                if (name && found) visit(*name, static_cast<std::uint64_t>(found->st_size));
            }
        }
    }
}

LEAT_DECL detail::store_handle folder_store::inside(detail::store_handle const& in,
                                                    std::string const& name) const {
    return detail::make_inside(folder_, in, name, options_.durable);
}

} // namespace leat
