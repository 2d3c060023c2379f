// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/cache_index.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/hold.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/repo_store.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/transaction.hpp>

#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL repo_store::repo_store(std::shared_ptr<repo_state> state) : state_(std::move(state)) {}

LEAT_DECL std::optional<std::string> repo_store::get(std::string_view name) const {
    if (is_blob(name)) return state_->store().get(name);
    auto const use = state_->reading("read '" + std::string(name) + "' in");
    return use ? index(use).get(name) : std::nullopt;
}

LEAT_DECL void repo_store::put(std::string_view name, std::string_view bytes) const {
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

LEAT_DECL bool repo_store::remove(std::string_view name) const {
    if (is_blob(name)) return !is_needed(name) && state_->store().remove(name);
    if (!size(name)) return false;
    auto const use = state_->writing("remove '" + std::string(name) + "' from");
    transaction change(*use);
    bool const removed = index(use).remove(name, now());
    change.commit();
    return removed;
}

LEAT_DECL std::string repo_store::describe() const {
    return "repo '" + state_->shown().string() + "'";
}

LEAT_DECL folder_lock repo_store::lock(std::string_view name) const {
    return state_->store().lock(name);
}

LEAT_DECL std::optional<std::uint64_t> repo_store::size(std::string_view name) const {
    if (is_blob(name)) return state_->store().size(name);
    auto const use = state_->reading("read '" + std::string(name) + "' in");
    return use ? index(use).size(name) : std::nullopt;
}

LEAT_DECL void repo_store::touch(std::string_view name) const {
    if (is_blob(name)) return state_->store().touch(name);
    try { // it is only a note
        if (state_->read_only() || !size(name)) return;
        index(state_->writing("use the cache in")).touch(name, now());
    } catch (repo_error const&) {
    }
}

LEAT_DECL std::optional<std::chrono::system_clock::time_point> repo_store::used(
    std::string_view name) const {
    if (is_blob(name)) return state_->store().used(name);
    auto const use = state_->reading("read '" + std::string(name) + "' in");
    auto const time = use ? index(use).used(name) : std::nullopt;
    return time ? std::optional(time_of(*time)) : std::nullopt;
}

LEAT_DECL std::int64_t repo_store::now() { return since_1970(std::chrono::system_clock::now()); }

LEAT_DECL cache_index repo_store::index(repo_use const& use) const {
    return cache_index(*use, state_->folder());
}

LEAT_DECL bool repo_store::is_needed(std::string_view name) const {
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

LEAT_DECL void repo_store::visit_all(
    function_ref<void(std::string_view, std::uint64_t)> visit) const {
    std::vector<std::pair<std::string, std::uint64_t>> all;
    if (auto const use = state_->reading("list the cache in")) {
        statement row(*use, "SELECT name, length(bytes) FROM cache_index");
        while (row.step())
            all.emplace_back(row.text(0), static_cast<std::uint64_t>(row.integer(1)));
    }
    for (auto const& [name, bytes] : all) visit(name, bytes);
    state_->store().for_each([&](std::string_view name, std::uint64_t bytes) {
        if (is_blob(name)) visit(name, bytes);
    });
}

LEAT_DECL repo_hold repo_store::hold() const { return state_->hold_values(false); }

} // namespace leat::detail
