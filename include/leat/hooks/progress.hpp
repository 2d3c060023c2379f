// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/bar.hpp>
#include <leat/hooks/units.hpp>
#include <leat/run/info.hpp>
#include <leat/run/node_info.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace leat::hooks {

/// Where `progress` writes, and how.
struct progress_options {
    struct output { ///< `stderr`, another `FILE*`, or the number of a descriptor
        int descriptor;
        output(int number) : descriptor(number) {}
        output(std::FILE* file) : descriptor(::fileno(file)) {}
    };
    using clock = std::chrono::steady_clock;
    output out = STDERR_FILENO;
    std::optional<std::size_t> width{}; ///< in columns; that of the terminal if not given
    std::optional<bool> terminal{};     ///< a bar, or plain lines; found out if not given
    clock::time_point (*now)() = clock::now;
};

/// A hook that shows how far a run is: on a terminal one line that is redrawn in place, elsewhere a
/// line per node; one line at the end sums up. The time left is told from the hook's previous run
/// of the same pipeline, or else, after two seconds, from the share of nodes that are done.
///
/// It writes to the standard error by default, never to the standard output. It has no thread: the
/// line moves when a node starts, ends, logs or tells its progress, some 20 times a second at most.
/// What nodes log is written above it; what else writes to the terminal meanwhile ends up beside
/// it. A write that fails is given up without a word, and a closed pipe raises no SIGPIPE. Cost:
/// some 100 ns per node when it is too early to redraw, and no allocation.
class progress {
    using clock = std::chrono::steady_clock;

public:
    progress() : progress(progress_options{}) {}
    explicit progress(progress_options options)
        : options_(options),
          bar_(options.terminal.value_or(detail::is_terminal(options.out.descriptor))) {}

    void before_pipeline_run(run_info const& run) {
        estimate_.begin(run);
        running_.clear();
        failed_ = {};
        skipped_ = 0;
        early_ = most_early;
        drawn_ = started_ = options_.now();
        draw(started_);
    }

    void before_node_run(node_info const& node) {
        auto const now = options_.now();
        running_.push_back({node.index, node.name, now});
        if (due(now)) return draw(now);
        // It may be the last event for long, so a few starts are shown even when it is too early.
        if (early_ > 0) --early_, draw(now);
    }

    void after_node_run(node_info const& node, node_report const& report) {
        end(node);
        if (report.status != node_status::ran) return show_end(detail::status_word(report.status));
        estimate_.measure(node.index, report.time);
        if (!bar_) detail::print_duration(text_, report.time);
        show_end({});
    }

    void on_node_error(node_info const& node, std::exception_ptr) {
        end(node);
        if (failed_.empty()) failed_ = node.name;
        text_ += bar_ ? clear_line : "failed"; // and no bar: others have something to say now
        flush();
    }

    void on_node_skipped(node_info const& node, std::string_view reason) {
        ++skipped_;
        end(node);
        show_end(reason.empty() ? "skipped" : "skipped: ", reason);
    }

    void on_progress(node_info const& node, std::size_t done, std::size_t total) {
        auto const found = std::ranges::find(running_, node.index, &active::index);
        if (found != running_.end() && total != 0)
            found->share = static_cast<double>(std::min(done, total)) / static_cast<double>(total);
        if (auto const now = options_.now(); due(now)) draw(now);
    }

    void on_log(node_info const& node, std::string_view line) {
        if (line.ends_with('\n')) line.remove_suffix(1);
        text_.append(bar_ ? clear_line : "") += estimate_.pipeline + ": ";
        text_.append(node.name).append(": ").append(line);
        if (!bar_) return flush();
        text_ += '\n';
        draw(options_.now());
    }

    void after_pipeline_run(run_info const& run) {
        estimate_.end(options_.now() - started_);
        finish(run.status);
    }
    void on_pipeline_error(run_info const& run, std::exception_ptr) {
        finish(run.status == run_status::stopped ? run.status : run_status::failed);
    }

private:
    struct active {
        std::size_t index;
        std::string_view name;
        clock::time_point since;
        double share = -1; ///< as told by the node
    };
    static constexpr long most_early = 10;
    static constexpr char const* clear_line = "\r\x1b[K";

    bool due(clock::time_point now) const { return now - drawn_ >= std::chrono::milliseconds(50); }
    void flush() {
        if (!bar_) text_ += '\n';
        detail::write_quietly(options_.out.descriptor, text_);
        text_.clear();
    }
    /// Counts the node as done, and begins its line where there is no bar.
    void end(node_info const& node) {
        auto const found = std::ranges::find(running_, node.index, &active::index);
        if (found != running_.end()) running_.erase(found);
        estimate_.end_node(node.index);
        if (!bar_)
            text_.append(estimate_.pipeline + ": [" + estimate_.counts() + "] ")
                .append(node.name) += ' ';
    }
    void show_end(std::string_view how, std::string_view reason = {}) {
        if (!bar_) return text_.append(how).append(reason), flush();
        if (auto const now = options_.now(); estimate_.done == estimate_.total || due(now))
            draw(now);
    }
    void draw(clock::time_point now) {
        if (!bar_) return;
        early_ = std::min(most_early, early_ + (now - drawn_) / std::chrono::milliseconds(100));
        drawn_ = now;
        text_ += '\r';
        if (estimate_.done < estimate_.total) add_bar(now);
        text_ += "\x1b[K";
        flush();
    }
    void add_bar(clock::time_point now) {
        auto const elapsed = now - started_;
        double work = 0;
        for (auto const& r : running_) work += estimate_.part(r.index, r.share, now - r.since);
        detail::bar_text bar{estimate_.pipeline, estimate_.counts(), estimate_.share(work)};
        bar.elapsed = elapsed;
        bar.left = estimate_.left(work, elapsed);
        if (!running_.empty()) {
            bar.node = running_.back().name;
            bar.others = running_.size() - 1;
            bar.node_share = running_.back().share;
        }
        auto const columns =
            options_.width.value_or(detail::terminal_columns(options_.out.descriptor));
        // The last column stays free: some terminals wrap as soon as it is written.
        detail::print_bar(text_, bar, std::max<std::size_t>(columns, 1) - 1);
    }
    void finish(run_status status) {
        auto const time = options_.now() - started_;
        text_.append(bar_ ? clear_line : "").append(estimate_.pipeline).append(": ");
        text_ += status == run_status::completed
                     ? detail::count_of(estimate_.total, "node") + " in "
                 : status == run_status::stopped ? "stopped after "
                 : failed_.empty()               ? "failed after "
                                   : "failed at '" + std::string(failed_) + "' after ";
        bool const quick = time < std::chrono::milliseconds(95);
        quick ? detail::print_duration(text_, time) : detail::print_roughly(text_, time);
        if (skipped_ != 0) text_ += " (" + std::to_string(skipped_) + " skipped)";
        if (bar_) text_ += '\n';
        flush();
    }
    progress_options options_;
    bool bar_;
    detail::run_estimate estimate_{};
    std::vector<active> running_{}; // in the order in which they started
    std::string_view failed_{};     // of a node of the pipeline: a constant
    std::size_t skipped_ = 0;
    std::string text_{}; // to be written; empty between two calls
    long early_ = 0;     // redraws that may come too early
    clock::time_point started_{}, drawn_{};
};

} // namespace leat::hooks
