// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/estimate.hpp>
#include <leat/hooks/progress_options.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>
#include <leat/support/config.hpp>
#include <leat/support/printable.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace leat::hooks {

/// A hook that shows how far a run is: on a terminal one line that is redrawn in place, elsewhere a
/// line per node; one line at the end sums up. The time left is told from the hook's previous run
/// of the same pipeline, or else, after two seconds, from the share of nodes that are done.
///
/// It writes to the standard error by default, never to the standard output. It has no thread: the
/// line moves when a node starts, ends, logs or tells its progress, some 20 times a second at most.
/// What nodes log and the ready-made hooks write goes above it; in a program of `leat::main` so
/// does what goes through the standard streams of C++. What else writes to the terminal meanwhile
/// ends up beside it. A write that fails is given up without a word, and a closed pipe
/// raises no SIGPIPE. Throws nothing but `std::bad_alloc`. Cost: some 100 ns per node when it is
/// too early to redraw, a few microseconds and a write when it is not.
class progress {
    using clock = std::chrono::steady_clock;

public:
    progress() : progress(progress_options{}) {}
    explicit progress(progress_options options)
        : options_(options),
          bar_(options.terminal.value_or(detail::is_terminal(options.out.descriptor))) {}

    LEAT_DECL void before_pipeline_run(run_info const& run);

    LEAT_DECL void before_node_run(node_info const& node);

    LEAT_DECL void after_node_run(node_info const& node, node_report const& report);

    LEAT_DECL void on_node_error(node_info const& node, std::exception_ptr);

    LEAT_DECL void on_node_skipped(node_info const& node, std::string_view reason);

    LEAT_DECL void on_cache_hit(node_info const& node);

    LEAT_DECL void on_progress(node_info const& node, std::size_t done, std::size_t total);

    LEAT_DECL void on_log(node_info const& node, std::string_view line);

    LEAT_DECL void after_pipeline_run(run_info const& run);
    LEAT_DECL void on_pipeline_error(run_info const& run, std::exception_ptr);

private:
    /// A node that runs.
    struct active {
        std::size_t index;
        std::string_view name;
        clock::time_point since;
        double share = -1; ///< as told by the node
    };
    static constexpr long most_early = 10;

    LEAT_DECL bool is_due(clock::time_point now) const;

    /// Counts the node as done, and shows that.
    LEAT_DECL void end(node_info const& node, std::string_view how);
    void write(std::string_view lines) const {
        detail::the_bar().write(options_.out.descriptor, detail::printable(lines));
    }

    /// Draws the bar, below these lines; none when all is done.
    LEAT_DECL void draw(clock::time_point now, std::string_view lines = {});
    LEAT_DECL void show(std::string_view lines, std::string_view bar) const;

    LEAT_DECL void print(std::string& out, clock::time_point now) const;

    LEAT_DECL void finish(run_status status) const;

    progress_options options_;
    bool bar_;
    detail::run_estimate estimate_{};
    std::vector<active> running_{}; // in the order in which they started
    std::string_view failed_{};     // of a node of the pipeline: a constant
    std::size_t skipped_ = 0;
    std::size_t hits_ = 0;
    std::size_t resumed_ = 0;
    long early_ = 0; // redraws that may come too early
    clock::time_point started_{}, drawn_{};
};

} // namespace leat::hooks

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/progress.ipp>
#endif
