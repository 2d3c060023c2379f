// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/events.hpp>
#include <leat/hooks/json.hpp>
#include <leat/support/error.hpp>

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace leat::hooks {

LEAT_DECL events::events(events&& other) noexcept
    : path_(std::move(other.path_)), pipeline_(std::move(other.pipeline_)),
      file_(std::exchange(other.file_, -1)) {}

LEAT_DECL void events::before_pipeline_run(run_info const& run) {
    open();
    pipeline_ = run.pipeline;
    write("run", with("id", run.id));
}

LEAT_DECL void events::after_pipeline_run(run_info const& run) {
    write("run_completed", with("id", run.id) + took(run.wall));
    shut();
}

LEAT_DECL void events::on_pipeline_error(run_info const& run, std::exception_ptr failure) {
    write(run.status == run_status::stopped ? "run_stopped" : "run_failed",
          with("id", run.id) + with("reason", detail::message_of(failure)) + took(run.wall));
    shut();
}

LEAT_DECL void events::before_node_run(node_info const& node) { write("node", of(node)); }

LEAT_DECL void events::after_node_run(node_info const& node, node_report const& report) {
    write("node_ran", of(node) + with("reason", report.reason) + took(report.time));
}

LEAT_DECL void events::on_node_error(node_info const& node, std::exception_ptr failure) {
    write("node_failed", of(node) + with("reason", detail::message_of(failure)));
}

LEAT_DECL void events::on_node_skipped(node_info const& node, std::string_view reason) {
    write("node_skipped", of(node) + with("reason", reason));
}

LEAT_DECL void events::on_retry(node_info const& node, std::size_t attempt) {
    write("node_retry", of(node) + number("attempt", attempt));
}

LEAT_DECL void events::on_log(node_info const& node, std::string_view line) {
    write("log", of(node) + with("line", line));
}

LEAT_DECL void events::before_dataset_loaded(std::string_view name) {
    write("load", with("dataset", name));
}

LEAT_DECL void events::after_dataset_loaded(std::string_view name) {
    write("loaded", with("dataset", name));
}

LEAT_DECL void events::before_dataset_saved(std::string_view name) {
    write("save", with("dataset", name));
}

LEAT_DECL void events::after_dataset_saved(std::string_view name) {
    write("saved", with("dataset", name));
}

LEAT_DECL void events::on_dataset_error(std::string_view name, std::exception_ptr failure) {
    write("dataset_failed", with("dataset", name) + with("reason", detail::message_of(failure)));
}

LEAT_DECL void events::on_cache_hit(node_info const& node, digest const& key, std::size_t bytes) {
    write("cache_hit", of(node) + with("key", key.to_string()) + number("bytes", bytes));
}

LEAT_DECL void events::on_cache_miss(node_info const& node, digest const& key,
                                     std::string_view reason) {
    write("cache_miss", of(node) + with("key", key.to_string()) + with("reason", reason));
}

LEAT_DECL void events::on_cache_store(node_info const& node, digest const& key, std::size_t bytes) {
    write("cache_store", of(node) + with("key", key.to_string()) + number("bytes", bytes));
}

LEAT_DECL std::string events::with(std::string_view key, std::string_view value) {
    std::string out;
    if (!value.empty()) detail::print_json_member(out, key, value);
    return out;
}

LEAT_DECL std::string events::number(std::string_view key, std::size_t value) {
    return ",\"" + std::string(key) + "\":" + std::to_string(value);
}

LEAT_DECL std::string events::of(node_info const& node) { return with("node", node.name); }

LEAT_DECL std::string events::took(std::chrono::nanoseconds time) {
    char text[48]; // in seconds
    std::snprintf(text, sizeof text, ",\"took\":%lld.%09lld",
                  static_cast<long long>(time.count() / 1'000'000'000),
                  static_cast<long long>(time.count() % 1'000'000'000));
    return text;
}

LEAT_DECL std::string events::now() {
    std::timespec time{};
    std::timespec_get(&time, TIME_UTC);
    std::tm parts{};
    ::gmtime_r(&time.tv_sec, &parts);
    char text[40];
    std::size_t const end = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text + end, sizeof text - end, ".%06ldZ", time.tv_nsec / 1000);
    return text;
}

LEAT_DECL void events::write(std::string_view event, std::string const& more) {
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

LEAT_DECL void events::open() {
    shut();
    file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file_ < 0) fail("cannot open, to write the events of a run to it,");
}

LEAT_DECL void events::shut() noexcept {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
}

LEAT_DECL void events::fail(std::string const& what) const {
    throw error(what + " '" + path_.string() + "': " + std::system_category().message(errno));
}

} // namespace leat::hooks
