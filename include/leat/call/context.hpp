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

/// Options of a run, beside its values: `run<P>(run_options{.stop = token}, "x"_n = 1)`. They must
/// outlive the run. With options a run looks at `stop` before each node, and throws `run_stopped`
/// when a stop has been requested. A run without options does nothing of this.
struct run_options {
    /// Asked before each node, and by nodes through `context::stop_requested()`.
    std::stop_token stop{};
    /// Called with a node's name and a line of its log. Without it, lines go to `std::clog`.
    std::function<void(std::string_view node, std::string_view line)> log{};
    /// Called with a node's name and the amount of work that is done.
    std::function<void(std::string_view node, std::size_t done, std::size_t total)> progress{};
    /// Every node runs, even where the cache has its value. `leat::refresh` does the same for some
    /// nodes.
    bool refresh = false;
    /// The names of bound values that the user did not give: defaults of params, and inputs that
    /// the run does not need. Set by the command line.
    std::vector<std::string_view> const* by_default = nullptr;
    bool is_by_default(std::string_view name) const {
        if (by_default)
            for (std::string_view one : *by_default)
                if (one == name) return true;
        return false;
    }
    /// Receives the metrics. Set by a session that records runs.
    detail::run_sink* sink = nullptr;
    /// Threads that help with the elements of a map. Set by an executor.
    detail::workers const* workers = nullptr;
};

namespace detail {

/// One line of a log as a whole, because several threads may write lines at the same time.
inline std::string one_line(std::string_view node, std::string_view line) {
    return printable(std::string(node).append(": ").append(line)).append("\n");
}

/// The listener of a node beside the caller of the run: the hooks of a session. A function may be
/// null: then that event has no listener.
struct listener {
    void* self = nullptr;
    void (*log)(void* self, std::string_view line) = nullptr;
    void (*progress)(void* self, std::size_t done, std::size_t total) = nullptr;
    void (*metric)(void* self, metric_value const& value) = nullptr;
    void (*tag)(void* self, std::string_view text) = nullptr;
};

} // namespace detail

/// The last parameter of a node's function, if it is a `leat::context&`. It tells the function
/// whether to stop, and takes its reports. The run makes it, and it lives as long as the call.
class context {
public:
    /// For a node of that name. The arguments must outlive the context.
    explicit context(std::string_view name, run_options const* given = nullptr,
                     detail::listener const* heard = nullptr,
                     detail::deadline until = detail::no_deadline) noexcept
        : node_(name), given_(given), heard_(heard), until_(until) {}
    /// For the same node with other listeners: for a part of the node's work in another thread.
    context(context const& whole, run_options const* given, detail::listener const* heard) noexcept
        : node_(whole.node_), given_(given), heard_(heard), until_(whole.until_) {}
    context(context const&) = delete;
    context& operator=(context const&) = delete;

    /// The node's name.
    std::string_view node() const noexcept { return node_; }

    /// Whether the node should end early: a stop of the run was requested, or the node's `timeout`
    /// is over. A long loop asks now and then. Cost: a load; with a timeout, a reading of the
    /// clock.
    bool stop_requested() const noexcept {
        return (given_ && given_->stop.stop_requested()) ||
               (until_ != detail::no_deadline && std::chrono::steady_clock::now() >= until_);
    }

    /// The same for functions of the standard library that take a token. Cost: a copy of the token.
    /// In a node with a timeout, the first call starts a thread that waits for the timeout.
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

    /// Writes one line to the log of the run: to `run_options::log` and to the hooks that have
    /// `on_log`. If there is neither, the line goes to `std::clog`.
    void log(std::string_view line) const {
        bool const heard = heard_ && heard_->log;
        if (heard) heard_->log(heard_->self, line);
        if (given_ && given_->log)
            given_->log(node_, line);
        else if (!heard)
            std::clog << detail::one_line(node_, line);
    }

    /// Tracks a number: `here.metric("loss", loss, epoch)`. The number goes to the hooks that have
    /// `on_metric` and, in a recorded run, to the record. Without a step it gets the one after the
    /// greatest, from 0. Throws: as `run_writer::metric`, for a name that was used for a text
    /// before. Cost: below 1 us.
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

    /// Keeps the content of a file with the record of the run, if there is a record.
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
