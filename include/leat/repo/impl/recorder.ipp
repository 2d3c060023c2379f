// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/code_version.hpp>
#include <leat/info/errors.hpp>
#include <leat/memo/session_memo.hpp>
#include <leat/repo/program_id.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/serial/archive.hpp>
#include <leat/serial/shown.hpp>

#include <sstream>
#include <system_error>
#include <utility>

namespace leat::detail {

LEAT_DECL void run_recorder::resume(std::string_view pipeline, resume_wish const& wish,
                                    bool sliced) {
    origin_.emplace(repo_, pipeline, wish);
    narrows_ = !sliced;
    if (origin_->sliced() && !origin_->slice() && !sliced)
        throw repo_error("run '" + origin_->id() +
                         "' was one of a slice of the pipeline, which its record does not say; "
                         "give the slice to resume(...) again, as leat::to(...) or "
                         "leat::only(...)");
}

LEAT_DECL void run_recorder::begin(structure const& graph, std::vector<std::string> asked,
                                   std::optional<std::vector<std::string>> slice,
                                   std::vector<std::string> rerun) {
    auto const hold = repo_.hold(); // until a row names the blob
    run_start start{.pipeline = graph.pipeline,
                    .origin = origin(),
                    .program = program().to_string(),
                    .asked = std::move(asked),
                    .sliced = slice.has_value(),
                    .slice = std::move(slice),
                    .anew = std::move(rerun),
                    .graph = keep_graph(graph)};
    if (origin_ && start.asked.empty()) start.asked = origin_->asked();
    writer_ = repo_.begin(start);
}

LEAT_DECL std::optional<std::string> run_recorder::origin() const {
    return origin_ ? std::optional(origin_->id()) : std::nullopt;
}

LEAT_DECL std::optional<std::vector<std::string>> run_recorder::slice() const {
    return origin_ && narrows_ ? origin_->slice() : std::nullopt;
}

LEAT_DECL bool run_recorder::is_hidden(std::string_view name) const {
    return origin_ && origin_->is_hidden(name);
}

LEAT_DECL bool run_recorder::is_asked(std::string_view name) const {
    return origin_ && origin_->is_asked(name);
}

LEAT_DECL recorded_value const* run_recorder::inherited(std::string_view name) const {
    return origin_ ? origin_->given(name) : nullptr;
}

LEAT_DECL bool run_recorder::has_done(digest const& key) const {
    return origin_ && origin_->has_done(key);
}

LEAT_DECL recorded_value const* run_recorder::find(digest const& key, std::string_view name) const {
    return origin_ ? origin_->find(key, name) : nullptr;
}

LEAT_DECL void run_recorder::refuse_rerun(std::string_view pipeline, std::string_view name,
                                          std::string_view near) const {
    origin_->refuse_rerun(pipeline, name, near);
}

LEAT_DECL digest run_recorder::program() {
    if (!program_) program_ = program_id();
    return *program_;
}

LEAT_DECL std::shared_ptr<void const> run_recorder::hold() const {
    return std::make_shared<repo_hold const>(repo_.hold());
}

LEAT_DECL void run_recorder::forget(digest const& old, digest const& now) {
    if (old != digest{} && old != now) repo_.remove(blob_name(old));
}

LEAT_DECL bool run_recorder::is_store(memo_store const& store) const {
    repo const* const other = store.as<repo>();
    return other && (other->state() == repo_.state() || is_same_folder(*other));
}

LEAT_DECL void run_recorder::note(std::string_view name, digest const& key,
                                  recorded_value const& value, std::string_view type) {
    writer_->value(
        {std::string(name), key, value.content, value.version, value.bytes, std::string(type)},
        repo_.hold());
}

LEAT_DECL void run_recorder::note_inherited(std::string_view name, recorded_value const& value) {
    note(name, digest{}, value, origin_->type_of(name));
    if (run_param const* const was = origin_->param(name))
        writer_->param(name, was->value, was->type);
}

LEAT_DECL void run_recorder::note_param(std::string_view name, param_value const& value,
                                        std::string_view type, bool given) {
    writer_->param(name, value, type, given);
}

LEAT_DECL std::string run_recorder::flush() {
    try {
        writer_->flush();
        return {};
    } catch (std::exception const& e) {
        return std::string("record: what the run was given is not recorded: ") + e.what();
    }
}

LEAT_DECL std::string run_recorder::report(std::size_t position, node_report const& node) {
    try {
        writer_->node(position, node);
        return {};
    } catch (std::exception const& e) {
        return std::string("it is not recorded: ") + e.what();
    }
}

LEAT_DECL std::vector<std::string> run_recorder::completed(run_info const& info) {
    return close(info,
                 {.status = run_status::completed, .wall = info.wall, .hook_time = info.hook_time});
}

LEAT_DECL std::vector<std::string> run_recorder::failed(run_info const& info,
                                                        std::exception_ptr const& error) {
    run_end end{.status = run_status::failed,
                .wall = info.wall,
                .hook_time = info.hook_time,
                .reason = message_of(error)};
    try {
        std::rethrow_exception(error);
    } catch (run_stopped const&) {
        end.status = run_status::stopped;
    } catch (run_error const& e) {
        end.failed_node = e.node();
    } catch (...) {
    }
    std::vector<std::string> troubles = close(info, end);
    if (then_ != on_failure::discard || end.status == run_status::stopped) return troubles;
    try {
        repo_.remove(id());
    } catch (std::exception const& e) {
        troubles.push_back(std::string("record: its run is not discarded: ") + e.what());
    }
    return troubles;
}

LEAT_DECL void run_recorder::metric(std::string_view name, double value, metric_at const& at) {
    writer_->metric(name, value, at);
}

LEAT_DECL void run_recorder::metric(std::string_view name, std::string_view text,
                                    metric_at const& at) {
    writer_->metric(name, text, at);
}

LEAT_DECL void run_recorder::artifact(std::string_view name, std::filesystem::path const& file) {
    writer_->artifact(name, file);
}

LEAT_DECL void run_recorder::tag(std::string_view text) { writer_->tag(text); }

LEAT_DECL std::vector<std::string> run_recorder::close(run_info const& info, run_end const& end) {
    try {
        for (std::size_t i = 0; i < info.nodes.size(); ++i) writer_->node(i, info.nodes[i]);
    } catch (std::exception const&) { // closing says it
    }
    try {
        writer_->close(end);
        return {};
    } catch (std::exception const& e) {
        return {std::string("record: its end is not recorded: ") + e.what()};
    }
}

LEAT_DECL std::optional<run_blob> run_recorder::keep_graph(structure const& graph) const {
    try {
        std::ostringstream bytes;
        leat::save_to(bytes, graph);
        run_blob const kept{blob_digest(bytes.view()), bytes.view().size()};
        if (!is_kept(kept.content)) put_blob(repo_, bytes.view());
        return kept;
    } catch (std::exception const&) {
        return std::nullopt;
    }
}

LEAT_DECL bool run_recorder::is_kept(digest const& graph) const {
    auto const use = repo_.state()->reading("find a run in");
    if (!use) return false;
    std::string const text = graph.to_string();
    statement row(*use, "SELECT 1 FROM runs WHERE graph = ? AND removing = 0 LIMIT 1");
    return row.bind(text).step();
}

LEAT_DECL bool run_recorder::is_same_folder(repo const& other) const {
    if (!same_folder_) {
        std::error_code unknown;
        same_folder_ = std::filesystem::equivalent(other.path(), repo_.path(), unknown);
    }
    return *same_folder_;
}

} // namespace leat::detail
