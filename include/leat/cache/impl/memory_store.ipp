// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/memory_store.hpp>
#include <leat/cache/store.hpp>

#include <vector>

namespace leat {

LEAT_DECL memory_store::name_lock::~name_lock() {
    if (!shared_) return;
    {
        std::lock_guard const hold(shared_->guard);
        shared_->locked.erase(name_);
    }
    shared_->unlocked.notify_all();
}

LEAT_DECL memory_store::name_lock::name_lock(std::shared_ptr<state> shared, std::string_view name) {
    auto const here = std::this_thread::get_id();
    std::unique_lock hold(shared->guard);
    if (auto const held = shared->locked.find(name);
        held != shared->locked.end() && held->second == here)
        return;
    shared->unlocked.wait(hold, [&] { return !shared->locked.contains(name); });
    name_ = shared->locked.emplace(name, here).first;
    hold.unlock();
    shared_ = std::move(shared);
}

LEAT_DECL std::optional<std::string> memory_store::get(std::string_view name) const {
    std::shared_ptr<std::string const> const bytes = share(name);
    return bytes ? std::optional<std::string>(*bytes) : std::nullopt;
}

LEAT_DECL std::shared_ptr<std::string const> memory_store::share(std::string_view name) const {
    std::lock_guard const hold(state_->guard);
    auto const found = state_->items.find(name);
    return found == state_->items.end() ? nullptr : found->second.bytes;
}

LEAT_DECL void memory_store::put(std::string_view name, std::string_view bytes) const {
    item made{std::make_shared<std::string const>(bytes), std::chrono::system_clock::now()};
    std::string key(name);
    std::lock_guard const hold(state_->guard);
    // What was there is freed after the lock.
    std::swap(state_->items[std::move(key)], made);
}

LEAT_DECL bool memory_store::remove(std::string_view name) const {
    item gone; // freed after the lock
    std::lock_guard const hold(state_->guard);
    auto const found = state_->items.find(name);
    if (found == state_->items.end()) return false;
    gone = std::move(found->second);
    state_->items.erase(found);
    return true;
}

LEAT_DECL memory_store::name_lock memory_store::lock(std::string_view name) const {
    return name_lock(state_, name);
}

LEAT_DECL std::optional<std::uint64_t> memory_store::size(std::string_view name) const {
    auto const bytes = share(name);
    return bytes ? std::optional<std::uint64_t>(bytes->size()) : std::nullopt;
}

LEAT_DECL void memory_store::touch(std::string_view name) const {
    std::lock_guard const hold(state_->guard);
    if (auto const found = state_->items.find(name); found != state_->items.end())
        found->second.used = std::chrono::system_clock::now();
}

LEAT_DECL std::optional<std::chrono::system_clock::time_point> memory_store::used(
    std::string_view name) const {
    std::lock_guard const hold(state_->guard);
    auto const found = state_->items.find(name);
    if (found == state_->items.end()) return std::nullopt;
    return found->second.used;
}

LEAT_DECL void memory_store::visit_all(
    detail::function_ref<void(std::string_view, std::uint64_t)> visit) const {
    std::vector<std::pair<std::string, std::uint64_t>> all;
    {
        std::lock_guard const hold(state_->guard);
        for (auto const& [name, kept] : state_->items) all.emplace_back(name, kept.bytes->size());
    }
    for (auto const& [name, size] : all) visit(name, size);
}

} // namespace leat
