// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/entry.hpp>
#include <leat/cache/miss_reason.hpp>
#include <leat/cache/store.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// The address of one object for each type: tells types apart without their names.
template <class T>
inline constexpr char type_tag = 0;

/// The store of a session's cache, without its type: what a run does with it.
class memo_store {
public:
    /// The lock of a name, as long as it lives.
    class held_lock {
    public:
        virtual ~held_lock() = default;
        /// Whether the lock keeps others out.
        bool holds = false;
    };

    virtual digest put_blob(std::string_view bytes) = 0;
    virtual std::shared_ptr<std::string const> share_blob(digest const& content, std::uint64_t size,
                                                          std::string* why) = 0;
    virtual std::optional<cache_entry> get_entry(digest const& key, std::string* why) = 0;
    virtual void put_entry(cache_entry const& entry) = 0;
    virtual void remember_last(cache_entry const& entry) = 0;
    virtual std::string miss_reason(cache_entry const& now) = 0;
    virtual bool remove(std::string_view name) = 0;
    virtual void touch(std::string_view name) = 0;
    virtual std::unique_ptr<held_lock> lock(std::string_view name) = 0;

    /// The store itself, if it is a `Store`, or null.
    template <class Store>
    Store const* as() const noexcept {
        return tag_ == &type_tag<Store> ? static_cast<Store const*>(at_) : nullptr;
    }

protected:
    memo_store(char const* tag, void const* at) noexcept : tag_(tag), at_(at) {}
    ~memo_store() = default;

private:
    char const* tag_;
    void const* at_;
};

/// A store of the user's behind that interface. Refers to it.
template <cache_store Store>
class memo_store_of final : public memo_store {
public:
    explicit memo_store_of(Store& store) noexcept
        : memo_store(&type_tag<std::remove_const_t<Store>>, std::addressof(store)), store_(store) {}

    digest put_blob(std::string_view bytes) override { return leat::put_blob(store_, bytes); }
    std::shared_ptr<std::string const> share_blob(digest const& content, std::uint64_t size,
                                                  std::string* why) override {
        return leat::share_blob(store_, content, size, why);
    }
    std::optional<cache_entry> get_entry(digest const& key, std::string* why) override {
        return leat::get_entry(store_, key, why);
    }
    void put_entry(cache_entry const& entry) override { leat::put_entry(store_, entry); }
    void remember_last(cache_entry const& entry) override { detail::remember_last(store_, entry); }
    std::string miss_reason(cache_entry const& now) override {
        return detail::miss_reason(store_, now);
    }
    bool remove(std::string_view name) override { return store_.remove(name); }
    void touch(std::string_view name) override { touch_in(store_, name); }
    std::unique_ptr<held_lock> lock(std::string_view name) override {
        return std::make_unique<held>(lock_in(store_, name));
    }

private:
    using lock_type = decltype(lock_in(std::declval<Store&>(), std::string_view()));
    struct held final : held_lock {
        explicit held(lock_type&& got) : lock(std::move(got)) { holds = static_cast<bool>(lock); }
        lock_type lock;
    };

    Store& store_;
};

} // namespace leat::detail
