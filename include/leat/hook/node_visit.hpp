// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hook/hook_calls.hpp>
#include <leat/hook/hook_list.hpp>
#include <leat/hook/hook_point.hpp>
#include <leat/hook/replace.hpp>
#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// The part of a visit that needs no type of the node. It is compiled once, and not for each node.

namespace leat::detail {

/// One node that hooks are notified of: before it, while it works, after it. Never throws: it
/// stores the failure, so that every hook that was notified of the beginning is notified of the
/// end.
class node_visit {
public:
    // No function here is inlined, because each node calls them.
    [[gnu::noinline]] node_visit(erased_hooks hooks, hook_calls const* calls, node_info const& node,
                                 run_log& log)
        : hooks_(hooks), calls_(calls), node_(node), log_(log) {}
    node_visit(node_visit const&) = delete;
    [[gnu::noinline]] ~node_visit() {}

    /// Notifies the hooks, in order. Returns whether the node should run: no hook has skipped it or
    /// thrown.
    [[gnu::noinline]] bool before() {
        clock::time_point const began = clock::now();
        for (std::size_t i = 0; i < hooks_.count && !failed_ && !skipped_; ++i) {
            tell(i, node_point::before);
            if (!failed_) ++seen_;
        }
        mark_ = clock::now();
        log_.hook_time += mark_ - began;
        return !failed_ && !skipped_;
    }

    /// Calls the node's function by `compute()`, and takes the time.
    template <class Compute>
    void run(Compute&& compute) {
        begin_call();
        {
            outside_gate const outside(log_.gate);
            try {
                compute();
                ran_ = true;
            } catch (...) {
                note_failure();
            }
            end_call();
        }
        log_.hook_time += heard_time_;
    }

    /// Notifies the hooks, in the reverse order, that the node has run, has failed or was skipped.
    [[gnu::noinline]] void after(node_report const* report) {
        if (mark_ == clock::time_point()) mark_ = clock::now();
        report_ = report;
        error_ = failed_.error;
        node_point const point = skipped_ && !failed_ ? node_point::skipped
                                 : ran_               ? node_point::after
                                                      : node_point::error;
        for (std::size_t i = hooks_.count; i-- > 0;) {
            // A hook that was not reached before the node, or that threw there, was not notified of
            // the beginning. Every hook is notified of a skip.
            bool const has_seen = i < seen_ || !calls_[i][node_point::before];
            if (has_seen || (point == node_point::skipped && !calls_[i].stands_in)) tell(i, point);
        }
        log_.hook_time += clock::now() - mark_;
    }

    /// Skips the node without asking the hooks, because an input is missing.
    void skip(std::string why) {
        skipped_ = true;
        reason_ = std::move(why);
        seen_ = hooks_.count; // all hooks are notified
    }

    bool called() const noexcept { return called_; }
    bool ran() const noexcept { return ran_; }
    bool skipped() const noexcept { return skipped_; }
    /// Whether a hook has replaced an input of the node.
    bool replaced() const noexcept { return replaced_inputs_; }
    failure& failed() noexcept { return failed_; }
    std::chrono::nanoseconds time() const noexcept { return time_; }

    /// Fills in the report of the node.
    void describe(node_report& report) {
        report.attempts = called_ ? attempt_ : 0;
        report.time = time_;
        if (called_) {
            report.began = called_at_ - log_.began;
            report.thread = log_.thread_number();
        }
        report.status = ran_       ? node_status::ran
                        : skipped_ ? node_status::skipped
                                   : node_status::failed;
        if (skipped_) report.reason = reason_;
        if (ran_ && fell_back_)
            report.reason = "fell back, as it failed: " + message_of(fell_back_);
        if (ran_ && !remark_.empty())
            report.reason += (report.reason.empty() ? "" : "; ") + remark_;
        if (failed_) report.reason = failed_.message();
    }

    /// The listener of the node's context.
    listener const* heard() {
        listener_.self = this;
        listener_.log = [](void* self, std::string_view line) {
            auto& visit = *static_cast<node_visit*>(self);
            visit.hear(node_point::log, [&] { visit.line_ = line; });
        };
        listener_.progress = [](void* self, std::size_t done, std::size_t total) {
            auto& visit = *static_cast<node_visit*>(self);
            visit.hear(node_point::progress, [&] {
                visit.done_ = done;
                visit.total_ = total;
            });
        };
        listener_.metric = [](void* self, metric_value const& value) {
            auto& visit = *static_cast<node_visit*>(self);
            if (visit.points_)
                note(*visit.points_, value);
            else if (visit.log_.metrics)
                visit.log_.metrics->add(value);
            if (visit.book_) note(*visit.book_, value);
            if (visit.any(node_point::metric))
                visit.hear(node_point::metric, [&] { visit.metric_ = &value; });
        };
        if (book_)
            listener_.tag = [](void* self, std::string_view text) {
                static_cast<node_visit*>(self)->book_->tag(text);
            };
        if (!any(node_point::metric) && !log_.metrics && !book_) listener_.metric = nullptr;
        if (!any(node_point::log)) listener_.log = nullptr;
        if (!any(node_point::progress)) listener_.progress = nullptr;
        return &listener_;
    }

    bool keeps_metrics() const noexcept { return log_.metrics != nullptr; }
    /// `book` gets the metrics and tags of the node, too. It may be null.
    void keep_told(run_sink* book) noexcept { book_ = book; }
    /// Its metrics go there in place of the log of the run.
    void tell_points(run_sink* points) noexcept { points_ = points; }

    // For the guards of the node; see guarded_call.hpp.
    void say(std::string_view node, run_options const*, std::string const& line) const {
        log_.say(node, line);
    }
    void retrying() {
        ++attempt_;
        if (any(node_point::retry)) hear(node_point::retry, [] {});
    }
    void fell_back(std::exception_ptr const& error) noexcept { fell_back_ = error; }
    void remarked(std::string const& what) {
        remark_ = what;
        if (book_) book_->remark(what);
    }
    /// Whether the returned value came from a fallback.
    bool has_fallen_back() const noexcept { return static_cast<bool>(fell_back_); }

    // The arguments of hooks; see hook_way.hpp.
    node_info const& node() const noexcept { return node_; }
    std::size_t attempt() const noexcept { return attempt_; }
    node_report const& report() const noexcept { return *report_; }
    std::exception_ptr const& error() const noexcept { return error_; }
    std::string_view reason() const noexcept { return called_ ? line_ : reason_; }
    std::size_t done() const noexcept { return done_; }
    std::size_t total() const noexcept { return total_; }
    metric_value const& metric() const noexcept { return *metric_; }

    // Takes the answer of a before_node_run.
    void take(skip_request answer) {
        skipped_ = true;
        reason_ = std::move(answer.reason);
    }
    void take(std::optional<skip_request> answer) {
        if (answer) take(std::move(*answer));
    }

protected:
    bool replaced_inputs_ = false;

private:
    bool any(node_point point) const {
        for (std::size_t i = 0; i < hooks_.count; ++i)
            if (calls_[i][point]) return true;
        return false;
    }

    void tell(std::size_t i, node_point point) {
        static constexpr char const* names[] = {
            before_node_run_point::name, after_node_run_point::name, on_node_error_point::name,
            on_node_skipped_point::name, on_progress_point::name,    on_log_point::name,
            on_metric_point::name,       on_retry_point::name};
        teller const call = calls_[i][point];
        if (!call) return;
        try {
            call(hooks_.hooks[i], *this);
        } catch (...) {
            hook_threw(failed_, log_, hooks_.types[i], names[static_cast<std::size_t>(point)],
                       "node '" + std::string(node_.name) + "'");
        }
    }

    static void note(run_sink& to, metric_value const& value) {
        if (value.is_text)
            to.metric(value.name, value.text, value.at);
        else
            to.metric(value.name, value.number, value.at);
    }

    // Called while the node works, by any of its threads, one at a time.
    template <class Note>
    void hear(node_point point, Note const& note) {
        clock::time_point const began = clock::now();
        std::lock_guard const alone(hearing_);
        inside_gate const inside(needs_gate(point) ? log_.gate : nullptr);
        note();
        for (std::size_t i = 0; i < hooks_.count; ++i) tell(i, point);
        heard_time_ += clock::now() - began;
    }
    bool needs_gate(node_point point) const {
        for (std::size_t i = 0; i < hooks_.count; ++i)
            if (calls_[i][point] && !hooks_.thread_safe[i]) return true;
        return false;
    }

    [[gnu::noinline]] void begin_call() {
        called_ = true;
        if (mark_ == clock::time_point()) mark_ = clock::now();
        called_at_ = mark_;
    }
    [[gnu::noinline]] void end_call() {
        auto const began = std::exchange(mark_, clock::now());
        time_ = mark_ - began - heard_time_;
    }

    [[gnu::cold, gnu::noinline]] void note_failure() {
        if (failed_) // a listening hook has thrown before
            log_.say(node_.name, "failed too: " + current_message());
        else
            remember(failed_);
    }

    erased_hooks hooks_;
    hook_calls const* calls_; ///< of each hook
    node_info const& node_;
    run_log& log_;
    failure failed_{};
    bool skipped_ = false;
    bool called_ = false;
    bool ran_ = false;
    std::size_t seen_ = 0;    ///< hooks that were notified of the beginning
    std::size_t attempt_ = 1; ///< the number of this call of the function
    std::exception_ptr fell_back_{};
    std::string remark_{}; ///< of a guard, about the returned value
    std::size_t done_ = 0;
    std::size_t total_ = 0;
    clock::time_point mark_{}; ///< the end of the last measured part
    clock::time_point called_at_{};
    std::chrono::nanoseconds heard_time_{}; ///< in hooks while the node worked
    std::chrono::nanoseconds time_{};
    std::string reason_{};
    std::string_view line_{};
    metric_value const* metric_ = nullptr;
    std::exception_ptr error_{};
    node_report const* report_ = nullptr;
    listener listener_{};
    run_sink* book_ = nullptr;
    run_sink* points_ = nullptr;
    std::recursive_mutex hearing_{};
};

} // namespace leat::detail
