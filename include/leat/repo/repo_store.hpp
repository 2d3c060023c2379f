// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_lock.hpp>
#include <leat/repo/fwd.hpp>
#include <leat/repo/hold.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leat::detail {

/// What a repo is to a cache: blobs are files, all else is in a table.
class repo_store {
public:
    LEAT_DECL explicit repo_store(std::shared_ptr<repo_state> state);

    LEAT_DECL std::optional<std::string> get(std::string_view name) const;

    LEAT_DECL void put(std::string_view name, std::string_view bytes) const;

    /// A blob that a run has is removed only when it is damaged.
    LEAT_DECL bool remove(std::string_view name) const;

    template <class Visit>
    void for_each(Visit visit) const {
        visit_all(visit);
    }

    /// As in "repo '.leat'".
    LEAT_DECL std::string describe() const;

    LEAT_DECL folder_lock lock(std::string_view name) const;

    LEAT_DECL std::optional<std::uint64_t> size(std::string_view name) const;

    LEAT_DECL void touch(std::string_view name) const;

    LEAT_DECL std::optional<std::chrono::system_clock::time_point> used(
        std::string_view name) const;

    /// Keeps blobs that are put from now on from being collected, until what names them is written.
    /// Waits while somebody collects.
    LEAT_DECL repo_hold hold() const;

    /// What the parts of a repo share.
    std::shared_ptr<repo_state> const& state() const noexcept { return state_; }

protected:
    LEAT_DECL void visit_all(function_ref<void(std::string_view, std::uint64_t)> visit) const;

    static bool is_blob(std::string_view name) noexcept { return name.starts_with(blob_prefix); }
    LEAT_DECL static std::int64_t now();

    LEAT_DECL cache_index index(repo_use const& use) const;

    /// Whether a run has this blob, and it is what it should be.
    LEAT_DECL bool is_needed(std::string_view name) const;

    std::shared_ptr<repo_state> state_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/repo_store.ipp>
#endif
