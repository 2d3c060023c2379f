// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/parallel.hpp>
#include <leat/call/context.hpp>

#include <cstddef>
#include <mutex>
#include <string_view>

namespace leat::detail {

/// The options of a run as nodes that run at the same time see them: what the caller gave is called
/// by one thread after the other, and the executor's threads help with the elements of a map.
class shared_options {
public:
    /// `given` may be null, else it must outlive this.
    shared_options(parallel const& executor, run_options const* given)
        : helpers_(executor.workers()), options_(given ? *given : run_options{}) {
        if (!options_.workers) options_.workers = &helpers_;
        if (options_.log)
            options_.log = [this, given](std::string_view node, std::string_view line) {
                std::lock_guard const lock(mutex_);
                given->log(node, line);
            };
        if (options_.progress)
            options_.progress = [this, given](std::string_view node, std::size_t done,
                                              std::size_t total) {
                std::lock_guard const lock(mutex_);
                given->progress(node, done, total);
            };
    }
    shared_options(shared_options const&) = delete;
    shared_options& operator=(shared_options const&) = delete;

    run_options const* get() const noexcept { return &options_; }
    arena_workers const& helpers() const noexcept { return helpers_; }

private:
    arena_workers helpers_;
    std::mutex mutex_{};
    run_options options_;
};

} // namespace leat::detail
