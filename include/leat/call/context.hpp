// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context_face.hpp>
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

namespace detail {

/// When the node of a context is to end at the latest.
struct end_of_context {
    end_of_context(deadline until) : at(until) {}
    deadline at;
};

template <class Wanted>
struct include_leat_hpp_for_stop_token {
    using type = std::stop_token;
};

/// What a context does: it tells the run and the hooks.
struct context_acts {
    static deadline until(context const& here) noexcept {
        return deadline(deadline::duration(here.until_));
    }
    static bool stop_requested(context const& here) noexcept {
        return (here.given_ && here.given_->stop.stop_requested()) ||
               (until(here) != no_deadline && std::chrono::steady_clock::now() >= until(here));
    }
    static void progress(context const& here, std::size_t done, std::size_t total) {
        if (here.heard_ && here.heard_->progress)
            here.heard_->progress(here.heard_->self, done, total);
        if (here.given_ && here.given_->progress) here.given_->progress(here.node_, done, total);
    }
    static void log(context const& here, std::string_view line) {
        bool const heard = here.heard_ && here.heard_->log;
        if (heard) here.heard_->log(here.heard_->self, line);
        if (here.given_ && here.given_->log)
            here.given_->log(here.node_, line);
        else if (!heard)
            std::clog << detail::one_line(here.node_, line);
    }
    static void metric(context const& here, metric_value const& value) {
        if (here.heard_ && here.heard_->metric) here.heard_->metric(here.heard_->self, value);
        if (!here.given_ || !here.given_->sink) return;
        if (value.is_text)
            here.given_->sink->metric(value.name, value.text, value.at);
        else
            here.given_->sink->metric(value.name, value.number, value.at);
    }
    static void artifact(context const& here, std::string_view name, std::string_view file) {
        if (here.given_ && here.given_->sink) here.given_->sink->artifact(name, file);
    }
    static void tag(context const& here, std::string_view text) {
        if (here.heard_ && here.heard_->tag) here.heard_->tag(here.heard_->self, text);
        if (here.given_ && here.given_->sink) here.given_->sink->tag(text);
    }
    static constexpr context_calls calls{stop_requested, progress, log, metric, artifact, tag};
};

} // namespace detail

// Only who includes this header makes a context, so these bodies are not in the face.
inline context::context(std::string_view name, run_options const* given,
                        detail::listener const* heard) noexcept
    : context(name, given, heard, detail::no_deadline) {}

inline context::context(std::string_view name, run_options const* given,
                        detail::listener const* heard, detail::end_of_context const& until) noexcept
    : calls_(&detail::context_acts::calls), node_(name), given_(given), heard_(heard),
      until_(until.at.time_since_epoch().count()),
      can_stop_((given && given->stop.stop_possible()) || until.at != detail::no_deadline) {}

inline context::context(context const& whole, run_options const* given,
                        detail::listener const* heard) noexcept
    : context(whole.node_, given, heard, detail::context_acts::until(whole)) {}

inline context::~context() { delete timer_; }

template <class Wanted>
typename detail::include_leat_hpp_for_stop_token<Wanted>::type context::stop_token() const {
    std::stop_token of_run = given_ ? given_->stop : std::stop_token{};
    detail::deadline const until = detail::context_acts::until(*this);
    if (until == detail::no_deadline) return of_run;
    if (!timer_) timer_ = new detail::deadline_stop(std::move(of_run), until);
    return timer_->token();
}

} // namespace leat
