// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <oneapi/tbb/task_arena.h>

#include <cstdint>

namespace leat::detail {

/// Calls `work()` as `tbb::this_task_arena::isolate` does, but in the isolation that has the given
/// tag, not in a new one. A thread that waits in an isolation takes only tasks that were spawned in
/// the isolation of the same tag; so a thread that is in an inner one can offer tasks to those that
/// wait in an outer one. Requires: the tag is the address of an object that lives as long as the
/// isolation, or 0 for a new one. (oneTBB has this function behind its `isolate`.)
template <class Work>
void isolate_as(std::intptr_t tag, Work const& work) {
    class call final : public tbb::detail::d1::delegate_base {
    public:
        explicit call(Work const& work) noexcept : work_(work) {}

    private:
        bool operator()() const override {
            work_();
            return true;
        }
        Work const& work_;
    };
    call made(work);
    tbb::detail::r1::isolate_within_arena(made, tag);
}

} // namespace leat::detail
