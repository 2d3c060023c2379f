// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/metric_point.hpp>
#include <leat/support/compiler.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// What a node's function sees of its run, for sources that have functions and no pipeline: so few
// includes that they cost hardly more than <string>. What is behind it is in context.hpp.

namespace leat {

class context;
struct run_options;

namespace detail {

class deadline_stop;
struct context_acts;
struct end_of_context;
struct listener;
/// Is `std::stop_token`, after `<leat/leat.hpp>`.
template <class Wanted>
struct include_leat_hpp_for_stop_token;

/// What a context does, given by the run that makes it.
struct context_calls {
    bool (*stop_requested)(context const& here) noexcept;
    void (*progress)(context const& here, std::size_t done, std::size_t total);
    void (*log)(context const& here, std::string_view line);
    void (*metric)(context const& here, metric_value const& value);
    void (*artifact)(context const& here, std::string_view name, std::string_view file);
    void (*tag)(context const& here, std::string_view text);
};

/// A `std::filesystem::path`, what has one, as `leat::file`, or a name.
template <class File>
concept names_a_file = requires(File const& file) { std::string_view(file.native()); } ||
                       requires(File const& file) { std::string_view(file.path().native()); } ||
                       requires(File const& file) { std::string_view(file); };

/// The text of a path. Refers to it.
template <names_a_file File>
std::string_view text_of_path(File const& file) {
    if constexpr (requires { std::string_view(file.native()); })
        return file.native();
    else if constexpr (requires { std::string_view(file.path().native()); })
        return file.path().native();
    else
        return std::string_view(file);
}

} // namespace detail

/// The last parameter of a node's function, if it is a `leat::context&`. It tells the function
/// whether to stop, and takes its reports. The run makes it, and it lives as long as the call. With
/// `<leat/leat.hpp>` a test can make one, to call the function without a run.
class context {
public:
    /// For a node of that name. The arguments must outlive the context.
    explicit context(std::string_view name, run_options const* given = nullptr,
                     detail::listener const* heard = nullptr) noexcept;
    context(std::string_view name, run_options const* given, detail::listener const* heard,
            detail::end_of_context const& until) noexcept;
    /// For the same node with other listeners: for a part of the node's work in another thread.
    context(context const& whole, run_options const* given, detail::listener const* heard) noexcept;
    context(context const&) = delete;
    context& operator=(context const&) = delete;
    ~context();

    /// The node's name.
    std::string_view node() const noexcept { return node_; }

    /// Whether the node should end early: a stop of the run was requested, or the node's `timeout`
    /// is over. A long loop asks now and then. Cost: a load; where a stop can be requested, also a
    /// call; with a timeout, also a reading of the clock.
    bool stop_requested() const noexcept { return can_stop_ && calls_->stop_requested(*this); }

    /// The same as a `std::stop_token`, for functions of the standard library that take one. Needs
    /// `<leat/leat.hpp>`. Cost: a copy of the token. In a node with a timeout, the first call
    /// starts a thread that waits for the timeout.
    template <class Wanted = void>
    typename detail::include_leat_hpp_for_stop_token<Wanted>::type stop_token() const;

    /// Reports that `done` of `total` units of the node's work are done.
    void progress(std::size_t done, std::size_t total) const {
        calls_->progress(*this, done, total);
    }

    /// Writes one line to the log of the run: to `run_options::log` and to the hooks that have
    /// `on_log`. If there is neither, the line goes to `std::clog`.
    void log(std::string_view line) const { calls_->log(*this, line); }

    /// Tracks a number: `here.metric("loss", loss, epoch)`. The number goes to the hooks that have
    /// `on_metric` and, in a recorded run, to the record. Without a step it gets the one after the
    /// greatest, from 0. Throws: as `run_writer::metric`, for a name that was used for a text
    /// before. Cost: below 1 us.
    void metric(std::string_view name, double value, std::int64_t step) const {
        metric(name, value, metric_at{.step = step});
    }
    void metric(std::string_view name, double value, metric_at const& at = {}) const {
        calls_->metric(*this, {.name = name, .number = value, .at = at});
    }
    /// Tracks a text.
    void metric(std::string_view name, std::string_view text, metric_at const& at = {}) const {
        calls_->metric(*this, {.name = name, .text = text, .is_text = true, .at = at});
    }
    void metric(std::string_view name, char const* text, metric_at const& at = {}) const {
        metric(name, std::string_view(text), at);
    }

    /// Keeps the content of a file with the record of the run, if there is a record. The file is
    /// given by its path, by a `leat::file`, or by its name.
    template <detail::names_a_file File>
    void artifact(std::string_view name, File const& file) const {
        calls_->artifact(*this, name, detail::text_of_path(file));
    }

    /// Tags the run, if it is recorded.
    void tag(std::string_view text) const { calls_->tag(*this, text); }

private:
    friend detail::context_acts;

    detail::context_calls const* calls_;
    std::string_view node_;
    run_options const* given_;
    detail::listener const* heard_;
    std::int64_t until_; // as the steady clock counts
    mutable detail::deadline_stop* timer_ = nullptr;
    bool can_stop_;
};

} // namespace leat
