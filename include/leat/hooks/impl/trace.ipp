// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/json.hpp>
#include <leat/hooks/trace.hpp>
#include <leat/hooks/units.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/error.hpp>

namespace leat::hooks {

LEAT_DECL void trace::before_pipeline_run(run_info const& run) {
    // Fails here rather than after hours of work. Nothing of it stays.
    detail::atomic_file const probe(path_);
    events_ = {};
    events_.begin("run", run.pipeline);
}

LEAT_DECL void trace::on_pipeline_error(run_info const& run, std::exception_ptr failure) {
    write(run, detail::message_of(failure));
}

LEAT_DECL void trace::before_node_run(node_info const& node) {
    events_.begin("node", node.name, about(node));
}

LEAT_DECL void trace::after_node_run(node_info const& node, node_report const& report) {
    std::string arguments = events::with("reason", report.reason);
    arguments += events::with("attempts", report.attempts);
    if (report.bytes != 0) arguments += events::with("bytes", report.bytes);
    events_.end("node", node.name, detail::status_word(report.status), arguments);
}

LEAT_DECL void trace::on_node_error(node_info const& node, std::exception_ptr failure) {
    events_.end("node", node.name, "failed", events::with("reason", detail::message_of(failure)));
}

LEAT_DECL void trace::on_node_skipped(node_info const& node, std::string_view reason) {
    std::string const why = events::with("reason", reason);
    // It has begun if it was a hook after this one that skipped it.
    if (events_.end("node", node.name, "skipped", why)) return;
    events_.instant("skipped", node.name, why + about(node));
}

LEAT_DECL void trace::on_cache_hit(node_info const& node, digest const&, std::size_t bytes) {
    events_.instant("hit", node.name, events::with("bytes", bytes) + about(node));
}

LEAT_DECL void trace::on_retry(node_info const& node, std::size_t attempt) {
    events_.instant("retry", node.name, events::with("attempt", attempt));
}

LEAT_DECL void trace::on_log(node_info const& node, std::string_view line) {
    events_.instant("log", line, events::with("node", node.name));
}

LEAT_DECL void trace::on_progress(node_info const& node, std::size_t done, std::size_t total) {
    events_.counter(std::string(node.name) + " progress",
                    events::with("done", done) + events::with("total", total));
}

LEAT_DECL void trace::before_dataset_loaded(std::string_view name) { events_.begin("load", name); }

LEAT_DECL void trace::after_dataset_loaded(std::string_view name) {
    events_.end("load", name, "loaded");
}

LEAT_DECL void trace::before_dataset_saved(std::string_view name) { events_.begin("save", name); }

LEAT_DECL void trace::after_dataset_saved(std::string_view name) {
    events_.end("save", name, "saved");
}

LEAT_DECL void trace::on_dataset_error(std::string_view name, std::exception_ptr failure) {
    std::string const why = events::with("reason", detail::message_of(failure));
    if (!events_.end("save", name, "failed", why)) events_.end("load", name, "failed", why);
}

LEAT_DECL std::string trace::list(std::string_view key, std::span<std::string_view const> names) {
    std::string out = ",\"" + std::string(key) + "\":[";
    for (std::string_view const& name : names) {
        if (&name != names.data()) out += ',';
        detail::print_json(out, name);
    }
    return out + ']';
}

LEAT_DECL std::string trace::about(node_info const& node) {
    return list("inputs", node.inputs) + list("tags", node.tags);
}

LEAT_DECL void trace::write(run_info const& run, std::string_view failure) {
    std::string_view status = "failed";
    if (run.status == run_status::completed) status = "completed";
    if (run.status == run_status::stopped) status = "stopped";
    events_.end_all(status, events::with("reason", failure) + events::with("id", run.id));
    detail::write_whole(path_, events_.take(run.pipeline));
}

} // namespace leat::hooks
