// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/units.hpp>
#include <leat/run/info.hpp>
#include <leat/run/node_info.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/error.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace leat::hooks {

/// A hook that records when each node, load and save of a run began and ended, on which thread, and
/// what was logged, skipped and told of progress: a file of trace events, for ui.perfetto.dev or
/// chrome://tracing.
///
/// The file is written at the end of each run, also of one that failed, in one step, in place of
/// that of the run before. Throws there: `error`, when it cannot be written. What has not ended
/// when the run ends is shown as failed. Cost: below 1 us and some 200 bytes of memory per event.
class trace {
    using clock = std::chrono::steady_clock;

public:
    explicit trace(std::filesystem::path file) : file_(std::move(file)) {}

    void before_pipeline_run(run_info const& run) {
        events_.clear();
        open_.clear();
        threads_.clear();
        started_ = clock::now();
        begin("run", run.pipeline);
    }
    void after_pipeline_run(run_info const& run) { write(run, {}); }
    void on_pipeline_error(run_info const& run, std::exception_ptr failure) {
        write(run, detail::message_of(failure));
    }

    void before_node_run(node_info const& node) { begin("node", node.name, lists_of(node)); }
    void after_node_run(node_info const& node, node_report const& report) {
        std::string more = ",\"attempts\":" + std::to_string(report.attempts);
        if (report.bytes != 0) more += ",\"bytes\":" + std::to_string(report.bytes);
        end("node", node.name, detail::status_word(report.status), report.reason, more);
    }
    void on_node_error(node_info const& node, std::exception_ptr failure) {
        end("node", node.name, "failed", detail::message_of(failure));
    }
    void on_node_skipped(node_info const& node, std::string_view reason) {
        instant("skipped", node.name, "reason", reason, lists_of(node));
    }
    void on_log(node_info const& node, std::string_view line) {
        instant("log", line, "node", node.name);
    }
    void on_progress(node_info const& node, std::size_t done, std::size_t total) {
        event("C", "progress", std::string(node.name) + " progress", now(), thread());
        events_ += ",\"args\":{\"done\":" + std::to_string(done) +
                   ",\"total\":" + std::to_string(total) + "}}";
    }

    void before_dataset_loaded(std::string_view name) { begin("load", name); }
    void after_dataset_loaded(std::string_view name) { end("load", name, "loaded"); }
    void before_dataset_saved(std::string_view name) { begin("save", name); }
    void after_dataset_saved(std::string_view name) { end("save", name, "saved"); }
    void on_dataset_error(std::string_view name, std::exception_ptr failure) {
        std::string const message = detail::message_of(failure);
        if (!end("save", name, "failed", message)) end("load", name, "failed", message);
    }

private:
    /// Something that has begun.
    struct span {
        std::string_view kind;
        std::string name;
        std::string lists; ///< members of its arguments
        std::size_t thread;
        std::chrono::nanoseconds since;
    };
    std::chrono::nanoseconds now() const { return clock::now() - started_; }

    /// A small number for the calling thread, from 1.
    std::size_t thread() {
        auto const found = std::ranges::find(threads_, std::this_thread::get_id());
        std::size_t const at = static_cast<std::size_t>(found - threads_.begin());
        if (found == threads_.end()) threads_.push_back(std::this_thread::get_id());
        return at + 1;
    }

    void begin(std::string_view kind, std::string_view name, std::string lists = {}) {
        open_.push_back({kind, std::string(name), std::move(lists), thread(), now()});
    }
    /// Ends what began last of this kind and name; false if there is none.
    bool end(std::string_view kind, std::string_view name, std::string_view status,
             std::string_view reason = {}, std::string_view more = {}) {
        auto const last = std::views::reverse(open_);
        auto const found = std::ranges::find_if(
            last, [&](span const& s) { return s.kind == kind && s.name == name; });
        if (found == last.end()) return false;
        complete(*found, status, reason, more);
        open_.erase(std::next(found).base());
        return true;
    }
    void complete(span const& what, std::string_view status, std::string_view reason,
                  std::string_view more = {}) {
        event("X", what.kind, what.name, what.since, what.thread);
        events_ += ",\"dur\":";
        add_microseconds(now() - what.since);
        events_ += ",\"args\":{\"status\":";
        detail::print_json(events_, status);
        if (!reason.empty()) detail::print_json_member(events_, "reason", reason);
        events_.append(more).append(what.lists).append("}}");
    }
    void instant(std::string_view kind, std::string_view name, std::string_view key,
                 std::string_view value, std::string_view lists = {}) {
        event("i", kind, name, now(), thread());
        events_.append(",\"s\":\"t\",\"args\":{\"").append(key).append("\":");
        detail::print_json(events_, value);
        events_.append(lists).append("}}");
    }

    /// Begins an event, up to its own members.
    void event(std::string_view phase, std::string_view kind, std::string_view name,
               std::chrono::nanoseconds at, std::size_t thread) {
        events_.append(",\n{\"ph\":\"").append(phase).append("\"");
        detail::print_json_member(events_, "cat", kind);
        detail::print_json_member(events_, "name", name);
        events_ += ",\"pid\":" + std::to_string(::getpid()) + ",\"tid\":" + std::to_string(thread);
        events_ += ",\"ts\":";
        add_microseconds(at);
    }
    void add_microseconds(std::chrono::nanoseconds time) {
        std::string const rest = std::to_string(1000 + time.count() % 1000);
        events_.append(std::to_string(time.count() / 1000)).append(".").append(rest, 1, 3);
    }
    static std::string lists_of(node_info const& node) {
        std::string out;
        for (auto const& [key, names] : {std::pair("inputs", node.inputs), {"tags", node.tags}}) {
            out.append(",\"").append(key).append("\":[");
            for (std::string_view const& name : names)
                detail::print_json(&name == names.data() ? out : out += ',', name);
            out += ']';
        }
        return out;
    }

    void write(run_info const& run, std::string_view failure) {
        for (; open_.size() > 1; open_.pop_back())
            complete(open_.back(), "failed", "had not ended when the run did");
        std::string_view const status = run.status == run_status::stopped     ? "stopped"
                                        : run.status == run_status::completed ? "completed"
                                                                              : "failed";
        std::string id;
        if (!run.id.empty()) detail::print_json_member(id, "id", run.id);
        if (!open_.empty()) complete(open_.front(), status, failure, id);
        open_.clear();
        for (std::size_t i = 1; i <= threads_.size(); ++i)
            label(i, "thread_name", "thread " + std::to_string(i));
        label(1, "process_name", run.pipeline);
        // Each event begins with the comma that parts it from the one before.
        events_.replace(0, 1, "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[");
        detail::write_whole(file_, events_ += "\n]}\n");
    }
    void label(std::size_t thread, std::string_view what, std::string_view name) {
        event("M", "label", what, {}, thread);
        events_ += ",\"args\":{\"name\":";
        detail::print_json(events_, name);
        events_ += "}}";
    }

    std::filesystem::path file_;
    std::string events_{};
    std::vector<span> open_{};
    std::vector<std::thread::id> threads_{};
    clock::time_point started_{};
};

} // namespace leat::hooks
