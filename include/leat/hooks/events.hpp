// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/json.hpp>
#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>
#include <leat/support/digest.hpp>
#include <leat/support/error.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace leat::hooks {

/// A hook that writes what happens in a run as JSON lines, an object each, for programs to read:
/// `{"time":"2026-03-01T12:00:00.000000Z","pipeline":"forecast","event":"cache_miss","node":
/// "model","key":"99aa...","reason":"input 'ridge' (0.1 -> 0.2) has changed"}`.
///
/// `event` is run, run_completed, run_failed, run_stopped; node, node_ran, node_failed,
/// node_skipped, node_retry; load, loaded, save, saved, dataset_failed; cache_hit, cache_miss,
/// cache_store; or log. Lines are appended, each in one write, so that several runs and processes
/// may write to one file.
///
/// Throws: `error`, when a line cannot be written; that the file can be opened is seen before the
/// run. Cost: a write by the system, some microseconds, per event.
class events {
public:
    /// The path is that of the file, which is made when there is none.
    explicit events(std::filesystem::path path) : path_(std::move(path)) {}
    events(events&& other) noexcept
        : path_(std::move(other.path_)), pipeline_(std::move(other.pipeline_)),
          file_(std::exchange(other.file_, -1)) {}
    events& operator=(events&&) = delete;
    ~events() { shut(); }

    void before_pipeline_run(run_info const& run) {
        open();
        pipeline_ = run.pipeline;
        write("run", with("id", run.id));
    }
    void after_pipeline_run(run_info const& run) {
        write("run_completed", with("id", run.id) + took(run.wall));
        shut();
    }
    void on_pipeline_error(run_info const& run, std::exception_ptr failure) {
        write(run.status == run_status::stopped ? "run_stopped" : "run_failed",
              with("id", run.id) + with("reason", detail::message_of(failure)) + took(run.wall));
        shut();
    }

    void before_node_run(node_info const& node) { write("node", of(node)); }
    void after_node_run(node_info const& node, node_report const& report) {
        write("node_ran", of(node) + with("reason", report.reason) + took(report.time));
    }
    void on_node_error(node_info const& node, std::exception_ptr failure) {
        write("node_failed", of(node) + with("reason", detail::message_of(failure)));
    }
    void on_node_skipped(node_info const& node, std::string_view reason) {
        write("node_skipped", of(node) + with("reason", reason));
    }
    void on_retry(node_info const& node, std::size_t attempt) {
        write("node_retry", of(node) + number("attempt", attempt));
    }
    void on_log(node_info const& node, std::string_view line) {
        write("log", of(node) + with("line", line));
    }

    void before_dataset_loaded(std::string_view name) { write("load", with("dataset", name)); }
    void after_dataset_loaded(std::string_view name) { write("loaded", with("dataset", name)); }
    void before_dataset_saved(std::string_view name) { write("save", with("dataset", name)); }
    void after_dataset_saved(std::string_view name) { write("saved", with("dataset", name)); }
    void on_dataset_error(std::string_view name, std::exception_ptr failure) {
        write("dataset_failed",
              with("dataset", name) + with("reason", detail::message_of(failure)));
    }

    void on_cache_hit(node_info const& node, digest const& key, std::size_t bytes) {
        write("cache_hit", of(node) + with("key", key.to_string()) + number("bytes", bytes));
    }
    void on_cache_miss(node_info const& node, digest const& key, std::string_view reason) {
        write("cache_miss", of(node) + with("key", key.to_string()) + with("reason", reason));
    }
    void on_cache_store(node_info const& node, digest const& key, std::size_t bytes) {
        write("cache_store", of(node) + with("key", key.to_string()) + number("bytes", bytes));
    }

private:
    static std::string with(std::string_view key, std::string_view value) {
        std::string out;
        if (!value.empty()) detail::print_json_member(out, key, value);
        return out;
    }
    static std::string number(std::string_view key, std::size_t value) {
        return ",\"" + std::string(key) + "\":" + std::to_string(value);
    }
    static std::string of(node_info const& node) { return with("node", node.name); }
    static std::string took(std::chrono::nanoseconds time) {
        char text[48]; // in seconds
        std::snprintf(text, sizeof text, ",\"took\":%lld.%09lld",
                      static_cast<long long>(time.count() / 1'000'000'000),
                      static_cast<long long>(time.count() % 1'000'000'000));
        return text;
    }

    static std::string now() {
        std::timespec time{};
        std::timespec_get(&time, TIME_UTC);
        std::tm parts{};
        ::gmtime_r(&time.tv_sec, &parts);
        char text[40];
        std::size_t const end = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
        std::snprintf(text + end, sizeof text - end, ".%06ldZ", time.tv_nsec / 1000);
        return text;
    }

    void write(std::string_view event, std::string const& more) {
        std::string line = "{\"time\":\"" + now() + '"';
        detail::print_json_member(line, "pipeline", pipeline_);
        detail::print_json_member(line, "event", event);
        line += more;
        line += "}\n";
        for (std::string_view left = line; !left.empty();) {
            ssize_t const done = ::write(file_, left.data(), left.size());
            if (done < 0 && errno == EINTR) continue;
            if (done < 0) fail("cannot write the events of a run to");
            left.remove_prefix(static_cast<std::size_t>(done));
        }
    }
    void open() {
        shut();
        file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        if (file_ < 0) fail("cannot open, to write the events of a run to it,");
    }
    void shut() noexcept {
        if (file_ >= 0) ::close(file_);
        file_ = -1;
    }
    [[noreturn]] void fail(std::string const& what) const {
        throw error(what + " '" + path_.string() + "': " + std::system_category().message(errno));
    }

    std::filesystem::path path_;
    std::string pipeline_{};
    int file_ = -1;
};

} // namespace leat::hooks
