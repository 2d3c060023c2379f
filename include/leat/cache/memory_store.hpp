// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

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
        std::map<std::string, std::thread::id, std::less<>> locked; ///< by which thread
        std::condition_variable unlocked;
    };

public:
    /// Holds the lock of a name while it lives, against all threads. A lock that the same thread
    /// holds already is passed over: the second one holds nothing.
    class name_lock {
    public:
        name_lock(name_lock&&) noexcept = default;
        name_lock& operator=(name_lock&&) = delete;
        LEAT_DECL ~name_lock();

        /// Whether it holds the lock.
        explicit operator bool() const noexcept { return shared_ != nullptr; }

    private:
        friend class memory_store;
        LEAT_DECL name_lock(std::shared_ptr<state> shared, std::string_view name);

        std::shared_ptr<state> shared_;
        std::map<std::string, std::thread::id, std::less<>>::iterator name_{};
    };

    /// Cost: one copy of the content, made while others go on.
    LEAT_DECL std::optional<std::string> get(std::string_view name) const;

    /// The content itself, not copied; null when there is none. It stays as it is when something
    /// else is put.
    LEAT_DECL std::shared_ptr<std::string const> share(std::string_view name) const;

    /// Cost: one copy of the content.
    LEAT_DECL void put(std::string_view name, std::string_view bytes) const;

    /// Whether there was something.
    LEAT_DECL bool remove(std::string_view name) const;

    /// Visits what was there at the moment of the call. Cost: a copy of the names.
    template <class Visit>
    void for_each(Visit visit) const {
        visit_all(visit);
    }

    /// "memory".
    std::string describe() const { return "memory"; }

    /// Waits for the lock of `name` among all threads that use this store.
    LEAT_DECL name_lock lock(std::string_view name) const;

    /// The size of what is there.
    LEAT_DECL std::optional<std::uint64_t> size(std::string_view name) const;

    /// Makes now the time when it was used last.
    LEAT_DECL void touch(std::string_view name) const;

    /// When it was put or touched last.
    LEAT_DECL std::optional<std::chrono::system_clock::time_point> used(
        std::string_view name) const;

private:
    LEAT_DECL void visit_all(
        detail::function_ref<void(std::string_view, std::uint64_t)> visit) const;

    std::shared_ptr<state> state_ = std::make_shared<state>();
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/memory_store.ipp>
#endif
