// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/deadline.hpp>
#include <leat/call/workers.hpp>
#include <leat/info/metric.hpp>
#include <leat/support/printable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// What a bare run is told beside its values: `run<P>(run_options{.stop = token}, "x"_n = 1)`.
/// It must outlive the run. With it a run looks at `stop` before each node, and throws
/// `run_stopped` when a stop has been requested; without it nothing of this exists.
struct run_options {
    /// Asked before each node, and by nodes through `context::stop_requested()`.
    std::stop_token stop{};
    /// Called with a node's name and its line; without it lines go to `std::clog`.
    std::function<void(std::string_view node, std::string_view line)> log{};
    /// Called with a node's name and how much of its work is done.
    std::function<void(std::string_view node, std::size_t done, std::size_t total)> progress{};
    /// Run every node that runs, whatever a cache has, as `leat::refresh` does for some.
    bool refresh = false;
    /// Values that are bound and yet nobody gave: the default of a param, or an input that nothing
    /// in the run needs. Made by a command line.
    std::vector<std::string_view> const* by_default = nullptr;
    bool is_by_default(std::string_view name) const {
        if (by_default)
            for (std::string_view one : *by_default)
                if (one == name) return true;
        return false;
    }
    /// Where metrics go; made by a session that records runs.
    detail::run_sink* sink = nullptr;
    /// Who helps with the elements of a map; given by an executor.
    detail::workers const* workers = nullptr;
};

namespace detail {

/// A line of a log, to be written at once, as several threads may write theirs.
inline std::string one_line(std::string_view node, std::string_view line) {
    return printable(std::string(node).append(": ").append(line)).append("\n");
}

/// Who listens to a node beside the caller of the run: the hooks of a session. A null function
/// means nobody.
struct listener {
    void* self = nullptr;
    void (*log)(void* self, std::string_view line) = nullptr;
    void (*progress)(void* self, std::size_t done, std::size_t total) = nullptr;
    void (*metric)(void* self, metric_value const& value) = nullptr;
    void (*tag)(void* self, std::string_view text) = nullptr;
};

} // namespace detail

/// What a node's function may ask for as its last parameter, `leat::context&`: whether to stop, and
/// where to report. Lives as long as the call. Made by the run.
class context {
public:
    /// For a node of that name. What it is given must outlive the context.
    explicit context(std::string_view name, run_options const* given = nullptr,
                     detail::listener const* heard = nullptr,
                     detail::deadline until = detail::no_deadline) noexcept
        : node_(name), given_(given), heard_(heard), until_(until) {}
    /// For the same node with others who listen: for a part of its work in another thread.
    context(context const& whole, run_options const* given, detail::listener const* heard) noexcept
        : node_(whole.node_), given_(given), heard_(heard), until_(whole.until_) {}
    context(context const&) = delete;
    context& operator=(context const&) = delete;

    /// The node's name.
    std::string_view node() const noexcept { return node_; }

    /// Whether the node should end early, as the run is to stop or the node's `timeout` is over; a
    /// long loop asks now and then. Cost: a load; with a timeout, a reading of the clock.
    bool stop_requested() const noexcept {
        return (given_ && given_->stop.stop_requested()) ||
               (until_ != detail::no_deadline && std::chrono::steady_clock::now() >= until_);
    }

    /// The same for functions of the standard library that take a token. Cost: that of copying it;
    /// in a node with a timeout, the first call starts a thread that waits for it.
    std::stop_token stop_token() const {
        std::stop_token of_run = given_ ? given_->stop : std::stop_token{};
        if (until_ == detail::no_deadline) return of_run;
        if (!timer_) timer_ = std::make_unique<detail::deadline_stop>(std::move(of_run), until_);
        return timer_->token();
    }

    /// Reports that `done` of `total` units of the node's work are done.
    void progress(std::size_t done, std::size_t total) const {
        if (heard_ && heard_->progress) heard_->progress(heard_->self, done, total);
        if (given_ && given_->progress) given_->progress(node_, done, total);
    }

    /// Writes one line to the run's log: to `run_options::log` and to the hooks that have `on_log`;
    /// where there is neither, to `std::clog`.
    void log(std::string_view line) const {
        bool const heard = heard_ && heard_->log;
        if (heard) heard_->log(heard_->self, line);
        if (given_ && given_->log)
            given_->log(node_, line);
        else if (!heard)
            std::clog << detail::one_line(node_, line);
    }

    /// Tracks a number: `here.metric("loss", loss, epoch)`. It goes to the hooks
    /// that have `on_metric` and, in a run that is recorded, to the record. Without a step it is
    /// the one after the last, from 0. Throws: what `run_writer::metric` throws, for a name that
    /// has been used for a text. Cost: below 1 us.
    void metric(std::string_view name, double value, std::int64_t step) const {
        metric(name, value, metric_at{.step = step});
    }
    void metric(std::string_view name, double value, metric_at const& at = {}) const {
        if (heard_ && heard_->metric)
            heard_->metric(heard_->self, {.name = name, .number = value, .at = at});
        if (given_ && given_->sink) given_->sink->metric(name, value, at);
    }
    /// Tracks a text.
    void metric(std::string_view name, std::string_view text, metric_at const& at = {}) const {
        if (heard_ && heard_->metric)
            heard_->metric(heard_->self, {.name = name, .text = text, .is_text = true, .at = at});
        if (given_ && given_->sink) given_->sink->metric(name, text, at);
    }
    void metric(std::string_view name, char const* text, metric_at const& at = {}) const {
        metric(name, std::string_view(text), at);
    }

    /// Keeps the content of a file with the record of the run, if there is one.
    void artifact(std::string_view name, std::filesystem::path const& file) const {
        if (given_ && given_->sink) given_->sink->artifact(name, file);
    }

    /// Tags the run, if it is recorded.
    void tag(std::string_view text) const {
        if (heard_ && heard_->tag) heard_->tag(heard_->self, text);
        if (given_ && given_->sink) given_->sink->tag(text);
    }

private:
    std::string_view node_;
    run_options const* given_;
    detail::listener const* heard_;
    detail::deadline until_;
    mutable std::unique_ptr<detail::deadline_stop> timer_{};
};

} // namespace leat
