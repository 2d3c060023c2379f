// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <oneapi/tbb/global_control.h>

#include <cstddef>
#include <mutex>
#include <optional>
#include <set>

namespace leat::detail {

/// Lets oneTBB have this many threads as long as it lives. By itself oneTBB has as many as the
/// machine has cores. That is a limit for the whole program, and of several that are set the least
/// counts: so there is one for all of these, the greatest, and only where the limit is lower. A
/// limit that the program sets by itself holds.
class allowed_threads {
public:
    explicit allowed_threads(std::size_t threads) {
        common& all = everyone();
        std::lock_guard const lock(all.mutex);
        mine_ = all.wanted.insert(threads);
        all.set();
    }
    allowed_threads(allowed_threads const&) = delete;
    allowed_threads& operator=(allowed_threads const&) = delete;
    ~allowed_threads() {
        common& all = everyone();
        std::lock_guard const lock(all.mutex);
        all.wanted.erase(mine_);
        all.set();
    }

private:
    struct common {
        std::mutex mutex{};
        std::multiset<std::size_t> wanted{};
        std::size_t now = 0; ///< what `limit` is set to, if it is
        std::optional<tbb::global_control> limit{};

        void set() {
            constexpr auto what = tbb::global_control::max_allowed_parallelism;
            std::size_t const most = wanted.empty() ? 0 : *wanted.rbegin();
            if (limit && now == most) return;
            limit.reset();
            if (most > tbb::global_control::active_value(what)) limit.emplace(what, now = most);
        }
    };
    LEAT_ONE_IN_PROCESS static common& everyone() {
        static common all;
        return all;
    }

    std::multiset<std::size_t>::const_iterator mine_{};
};

} // namespace leat::detail
