// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_lock.hpp>
#include <leat/repo/cache_index.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/transaction.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// What a repo is to a cache: blobs are files, all else is in a table.
class repo_store {
public:
    explicit repo_store(std::shared_ptr<repo_state> state) : state_(std::move(state)) {}

    std::optional<std::string> get(std::string_view name) const {
        if (is_blob(name)) return state_->store().get(name);
        auto const use = state_->reading("read '" + std::string(name) + "' in");
        return use ? index(use).get(name) : std::nullopt;
    }

    void put(std::string_view name, std::string_view bytes) const {
        if (is_blob(name)) return state_->store().put(name, bytes);
        if (!is_store_name(name))
            throw repo_error("cannot write '" + std::string(name) + "' to " + describe() +
                             ": the name has characters or parts that none may have; see "
                             "leat::is_store_name");
        auto const use = state_->writing("write '" + std::string(name) + "' to");
        transaction change(*use);
        index(use).put(name, bytes, now());
        change.commit();
    }

    /// A blob that a run has is removed only when it is damaged.
    bool remove(std::string_view name) const {
        if (is_blob(name)) return !is_needed(name) && state_->store().remove(name);
        if (!size(name)) return false;
        auto const use = state_->writing("remove '" + std::string(name) + "' from");
        transaction change(*use);
        bool const removed = index(use).remove(name, now());
        change.commit();
        return removed;
    }

    template <class Visit>
    void for_each(Visit visit) const {
        std::vector<std::pair<std::string, std::uint64_t>> all;
        if (auto const use = state_->reading("list the cache in")) {
            statement row(*use, "SELECT name, length(bytes) FROM cache_index");
            while (row.step())
                all.emplace_back(row.text(0), static_cast<std::uint64_t>(row.integer(1)));
        }
        for (auto const& [name, bytes] : all) visit(std::string_view(name), bytes);
        state_->store().for_each([&](std::string_view name, std::uint64_t bytes) {
            if (is_blob(name)) visit(name, bytes);
        });
    }

    /// As in "repo '.leat'".
    std::string describe() const { return "repo '" + state_->shown().string() + "'"; }

    folder_lock lock(std::string_view name) const { return state_->store().lock(name); }

    std::optional<std::uint64_t> size(std::string_view name) const {
        if (is_blob(name)) return state_->store().size(name);
        auto const use = state_->reading("read '" + std::string(name) + "' in");
        return use ? index(use).size(name) : std::nullopt;
    }

    void touch(std::string_view name) const {
        if (is_blob(name)) return state_->store().touch(name);
        try { // it is only a note
            if (state_->read_only() || !size(name)) return;
            index(state_->writing("use the cache in")).touch(name, now());
        } catch (repo_error const&) {
        }
    }

    std::optional<std::chrono::system_clock::time_point> used(std::string_view name) const {
        if (is_blob(name)) return state_->store().used(name);
        auto const use = state_->reading("read '" + std::string(name) + "' in");
        auto const time = use ? index(use).used(name) : std::nullopt;
        return time ? std::optional(time_of(*time)) : std::nullopt;
    }

    /// Keeps blobs that are put from now on from being collected, until what names them is written.
    /// Waits while somebody collects.
    repo_hold hold() const { return state_->hold_values(false); }

    /// What the parts of a repo share.
    std::shared_ptr<repo_state> const& state() const noexcept { return state_; }

protected:
    static bool is_blob(std::string_view name) noexcept { return name.starts_with(blob_prefix); }
    static std::int64_t now() { return since_1970(std::chrono::system_clock::now()); }

    cache_index index(repo_use const& use) const { return cache_index(*use, state_->folder()); }

    /// Whether a run has this blob, and it is what it should be.
    bool is_needed(std::string_view name) const {
        auto const content = read_digest(name.substr(blob_prefix.size()));
        if (!content) return false;
        {
            auto const use = state_->reading("read the runs of");
            if (!use) return false;
            std::string const text = content->to_string();
            statement row(*use, "SELECT EXISTS(SELECT 1 FROM run_blobs WHERE content = ?1)");
            if (!row.bind(text).step() || row.integer(0) == 0) return false;
        }
        auto const bytes = state_->store().get(name);
        return bytes && blob_digest(*bytes) == *content;
    }

    std::shared_ptr<repo_state> state_;
};

} // namespace leat::detail
