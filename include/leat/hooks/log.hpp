// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/terminal.hpp>
#include <leat/hooks/units.hpp>
#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>
#include <leat/support/error.hpp>
#include <leat/support/printable.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <exception>
#include <iostream>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace leat::hooks {

/// How `log` writes.
struct log_options {
    bool time = false; ///< begin each line with the time, as `2024-05-06T07:08:09.010Z`
};

/// What `log` returns: a hook that hands a line, without its end, to `Sink` for each thing that
/// happens. A message of several lines becomes as many lines, each with the same beginning.
template <class Sink>
    requires std::invocable<Sink&, std::string_view>
class logger {
    using clock = std::chrono::steady_clock;

public:
    logger(Sink sink, log_options options) : sink_(std::move(sink)), options_(options) {}

    void before_pipeline_run(run_info const& run) {
        pipeline_ = run.pipeline;
        started_ = clock::now();
        std::size_t count = 0;
        for (auto const& node : run.nodes) count += node.status == node_status::pending;
        line("run started, " + detail::count_of(count, "node") + " to run");
    }
    void after_pipeline_run(run_info const& run) {
        bool const stopped = run.status == run_status::stopped;
        line((stopped ? "run stopped after " : "run completed in ") + wall(run));
    }
    void on_pipeline_error(run_info const& run, std::exception_ptr failure) {
        bool const stopped = run.status == run_status::stopped;
        line((stopped ? "run stopped after " : "run failed after ") + wall(run) + ": ",
             detail::message_of(failure));
    }

    void before_node_run(node_info const& node) { about(node, " started"); }
    void after_node_run(node_info const& node, node_report const& report) {
        std::string text = " done in ";
        detail::print_duration(text, report.time);
        if (report.status == node_status::hit) text = " taken from the cache";
        if (report.status == node_status::resumed) text = " taken from the run that is resumed";
        if (report.attempts > 1) text += ", at attempt " + std::to_string(report.attempts);
        about(node, text);
    }
    void on_node_error(node_info const& node, std::exception_ptr failure) {
        about(node, " failed: ", detail::message_of(failure));
    }
    void on_node_skipped(node_info const& node, std::string_view reason) {
        about(node, reason.empty() ? " skipped" : " skipped: ", reason);
    }
    void on_cache_hit(node_info const& node) { about(node, " taken from the cache"); }
    void on_log(node_info const& node, std::string_view text) { about(node, ": ", text); }

    void after_dataset_loaded(std::string_view name) { dataset(name, " loaded"); }
    void after_dataset_saved(std::string_view name) { dataset(name, " saved"); }
    void on_dataset_error(std::string_view name, std::exception_ptr failure) {
        dataset(name, " failed: ", detail::message_of(failure));
    }

private:
    std::string wall(run_info const& run) const {
        std::string text;
        detail::print_duration(text, run.wall.count() != 0 ? run.wall : clock::now() - started_);
        return text;
    }
    void about(node_info const& node, std::string_view what, std::string_view text = {}) {
        line(std::string(node.name).append(what), text);
    }
    void dataset(std::string_view name, std::string_view what, std::string_view text = {}) {
        line(std::string("dataset ").append(name).append(what), text);
    }

    void line(std::string_view head, std::string_view text = {}) {
        if (text.ends_with('\n')) text.remove_suffix(1);
        while (true) {
            std::size_t const end = text.find('\n');
            std::string_view one = text.substr(0, end);
            if (one.ends_with('\r')) one.remove_suffix(1);
            line_.clear();
            if (options_.time) add_time(std::chrono::system_clock::now());
            line_ += detail::printable_line(
                std::string(pipeline_).append(": ").append(head).append(one));
            sink_(std::string_view(line_));
            if (end == std::string_view::npos) return;
            text.remove_prefix(end + 1);
        }
    }
    void add_time(std::chrono::system_clock::time_point now) {
        using namespace std::chrono;
        auto const day = floor<days>(now);
        year_month_day const date(day);
        hh_mm_ss const time(floor<milliseconds>(now - day));
        add_digits(static_cast<int>(date.year()), 4, '-');
        add_digits(static_cast<unsigned>(date.month()), 2, '-');
        add_digits(static_cast<unsigned>(date.day()), 2, 'T');
        add_digits(time.hours().count(), 2, ':');
        add_digits(time.minutes().count(), 2, ':');
        add_digits(time.seconds().count(), 2, '.');
        add_digits(time.subseconds().count(), 3, 'Z');
        line_ += ' ';
    }
    void add_digits(auto value, std::size_t digits, char end) {
        std::string const text = std::to_string(value);
        if (text.size() < digits) line_.append(digits - text.size(), '0');
        line_.append(text).append(1, end);
    }

    Sink sink_;
    log_options options_;
    std::string pipeline_{}, line_{};
    clock::time_point started_{};
};

/// A hook that writes a line for each thing that happens: `forecast: model done in 12.3 ms`.
///
/// `sink` is called with each line, without its end; what it throws, the run throws as a
/// `hook_error`. `log(sink, {.time = true})` begins each line with the time, in UTC. Cost: below
/// 1 us per line, and the sink's.
template <class Sink>
    requires std::invocable<Sink&, std::string_view>
logger<Sink> log(Sink sink, log_options options = {}) {
    return {std::move(sink), options};
}

/// The same to a stream, which is flushed after each line. Requires: it outlives the hook.
inline auto log(std::ostream& out, log_options options = {}) {
    return log(
        [&out](std::string_view line) { detail::print_lines(out, std::string(line) + '\n'); },
        options);
}

/// The same to `std::clog`.
inline auto log(log_options options = {}) { return log(std::clog, options); }

} // namespace leat::hooks
