// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// A store in memory, for any number of threads at once. A model of `cache_store` and
/// `lockable_store`. Copies share what they hold, which is gone with the last of them.
class memory_store {
    struct item {
        std::shared_ptr<std::string const> bytes;
        std::chrono::system_clock::time_point used;
    };

    struct state {
        std::mutex guard;
        std::map<std::string, item, std::less<>> items;
        std::set<std::string, std::less<>> locked;
        std::condition_variable unlocked;
    };

public:
    /// Holds the lock of a name while it lives, against all threads. Not twice in one thread for
    /// the same name: it would wait for itself.
    class name_lock {
    public:
        name_lock(name_lock&&) noexcept = default;
        name_lock& operator=(name_lock&&) = delete;
        ~name_lock() {
            if (!shared_) return;
            {
                std::lock_guard const hold(shared_->guard);
                shared_->locked.erase(name_);
            }
            shared_->unlocked.notify_all();
        }

        /// Whether it holds the lock.
        explicit operator bool() const noexcept { return shared_ != nullptr; }

    private:
        friend class memory_store;
        name_lock(std::shared_ptr<state> shared, std::string_view name)
            : shared_(std::move(shared)) {
            std::unique_lock hold(shared_->guard);
            shared_->unlocked.wait(hold, [&] { return !shared_->locked.contains(name); });
            name_ = shared_->locked.emplace(name).first;
        }

        std::shared_ptr<state> shared_;
        std::set<std::string, std::less<>>::iterator name_;
    };

    /// Cost: one copy of the content, made while others go on.
    std::optional<std::string> get(std::string_view name) const {
        std::shared_ptr<std::string const> const bytes = share(name);
        return bytes ? std::optional<std::string>(*bytes) : std::nullopt;
    }

    /// The content itself, not copied; null when there is none. It stays as it is when something
    /// else is put.
    std::shared_ptr<std::string const> share(std::string_view name) const {
        std::lock_guard const hold(state_->guard);
        auto const found = state_->items.find(name);
        return found == state_->items.end() ? nullptr : found->second.bytes;
    }

    /// Cost: one copy of the content.
    void put(std::string_view name, std::string_view bytes) const {
        item made{std::make_shared<std::string const>(bytes), std::chrono::system_clock::now()};
        std::string key(name);
        std::lock_guard const hold(state_->guard);
        // What was there is freed after the lock.
        std::swap(state_->items[std::move(key)], made);
    }

    /// Whether there was something.
    bool remove(std::string_view name) const {
        item gone; // freed after the lock
        std::lock_guard const hold(state_->guard);
        auto const found = state_->items.find(name);
        if (found == state_->items.end()) return false;
        gone = std::move(found->second);
        state_->items.erase(found);
        return true;
    }

    /// Visits what was there at the moment of the call. Cost: a copy of the names.
    template <class Visit>
    void for_each(Visit visit) const {
        std::vector<std::pair<std::string, std::uint64_t>> all;
        {
            std::lock_guard const hold(state_->guard);
            for (auto const& [name, kept] : state_->items)
                all.emplace_back(name, kept.bytes->size());
        }
        for (auto const& [name, size] : all) visit(std::string_view(name), size);
    }

    /// "memory".
    std::string describe() const { return "memory"; }

    /// Waits for the lock of `name` among all threads that use this store.
    name_lock lock(std::string_view name) const { return name_lock(state_, name); }

    /// The size of what is there.
    std::optional<std::uint64_t> size(std::string_view name) const {
        auto const bytes = share(name);
        return bytes ? std::optional<std::uint64_t>(bytes->size()) : std::nullopt;
    }

    /// Makes now the time when it was used last.
    void touch(std::string_view name) const {
        std::lock_guard const hold(state_->guard);
        if (auto const found = state_->items.find(name); found != state_->items.end())
            found->second.used = std::chrono::system_clock::now();
    }

    /// When it was put or touched last.
    std::optional<std::chrono::system_clock::time_point> used(std::string_view name) const {
        std::lock_guard const hold(state_->guard);
        auto const found = state_->items.find(name);
        if (found == state_->items.end()) return std::nullopt;
        return found->second.used;
    }

private:
    std::shared_ptr<state> state_ = std::make_shared<state>();
};

} // namespace leat
