// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache.hpp>
#include <leat/repo/repo.hpp>
#include <leat/session/session_cache.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// The cache of a session, as the commands of a program see it: of whichever store.
class cache_source {
public:
    struct damage {
        std::string name, why;
    };
    struct collected {
        std::size_t entries = 0;
        std::uint64_t bytes = 0;
        std::vector<std::string> names{}; ///< of the entries, in the store
    };

    virtual std::vector<cache_entry> entries() const = 0;
    virtual std::vector<damage> verify() const = 0;
    /// How many entries of the node there were.
    virtual std::size_t remove(std::string_view node) const = 0;
    /// Entries alone; the runs of a repo stay.
    virtual collected collect(cache_limits const& limits) const = 0;

protected:
    ~cache_source() = default;
};

template <class View>
class cache_source_of final : public cache_source {
public:
    explicit cache_source_of(View const& view) : view_(view) {}

    std::vector<cache_entry> entries() const override { return view_.entries(); }
    std::vector<damage> verify() const override {
        std::vector<damage> all;
        for (auto const& one : view_.verify()) all.push_back({one.name, one.why});
        return all;
    }
    std::size_t remove(std::string_view node) const override { return view_.remove(node); }
    collected collect(cache_limits const& limits) const override {
        cache_collected gone = view_.collect(limits);
        return {gone.entries, gone.bytes, std::move(gone.removed)};
    }

private:
    View view_;
};

/// The one in a repo, which `leat::main` makes where a program brings no cache.
template <>
class cache_source_of<cache_view<repo>> final : public cache_source {
public:
    explicit cache_source_of(cache_view<repo> const& view) : view_(view) {}

    LEAT_DECL std::vector<cache_entry> entries() const override;
    LEAT_DECL std::vector<damage> verify() const override;
    LEAT_DECL std::size_t remove(std::string_view node) const override;
    LEAT_DECL collected collect(cache_limits const& limits) const override;

private:
    cache_view<repo> view_;
};

template <class Session, class View>
cache_source_of<View> cache_source_for(session_cache<Session, View> const& of) {
    return cache_source_of<View>(of);
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/cache_source.ipp>
#endif
