// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/code_version.hpp>
#include <leat/engine/session_record.hpp>
#include <leat/memo/session_memo.hpp>
#include <leat/repo/origin.hpp>
#include <leat/repo/program_id.hpp>
#include <leat/repo/repo.hpp>
#include <leat/info/errors.hpp>
#include <leat/info/metric.hpp>
#include <leat/session/record_driver.hpp>
#include <leat/session/service.hpp>
#include <leat/serial/archive.hpp>
#include <leat/serial/shown.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

template <>
inline constexpr service kind_of<repo> = service::repo;

/// The record of one run of a session: writes down what the run does as it does it, and gives it
/// what the run has done that it goes on from. What cannot be written is said, and the run goes on.
class run_recorder : public session_record {
public:
    /// `program`: stands for all code of the program; where it is not given, the digest of its
    /// executable does.
    run_recorder(repo const& to, on_failure then, std::optional<digest> program)
        : repo_(to), then_(then), program_(program) {}
    run_recorder(run_recorder const&) = delete;

    /// Goes on from another run. Throws: `repo_error`.
    void resume(std::string_view pipeline, resume_wish const& wish, bool sliced) {
        origin_.emplace(repo_, pipeline, wish);
        narrows_ = !sliced;
        if (origin_->sliced() && !origin_->slice() && !sliced)
            throw repo_error("run '" + origin_->id() +
                             "' was one of a slice of the pipeline, which its record does not say; "
                             "give the slice to resume(...) again, as leat::to(...) or "
                             "leat::only(...)");
    }

    /// `slice`: values of the nodes that it runs, if it runs a part; `rerun`: what it is to
    /// make again. Throws: `repo_error`, when the repo cannot be written to.
    void begin(structure const& graph, std::vector<std::string> asked,
               std::optional<std::vector<std::string>> slice,
               std::vector<std::string> rerun) override {
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
    std::string const& id() const override { return writer_->id(); }

    // What the run knows of the one that it goes on from.
    std::optional<std::string> origin() const override {
        return origin_ ? std::optional(origin_->id()) : std::nullopt;
    }
    /// Values of the nodes to run, where it ran a part and the call names no other one.
    std::optional<std::vector<std::string>> slice() const override {
        return origin_ && narrows_ ? origin_->slice() : std::nullopt;
    }
    /// Whether what has that name is made anew, unless the run that it goes on from has done that.
    bool is_hidden(std::string_view name) const override {
        return origin_ && origin_->is_hidden(name);
    }
    bool is_asked(std::string_view name) const override {
        return origin_ && origin_->is_asked(name);
    }
    recorded_value const* inherited(std::string_view name) const override {
        return origin_ ? origin_->given(name) : nullptr;
    }
    bool has_done(digest const& key) const override { return origin_ && origin_->has_done(key); }
    recorded_value const* find(digest const& key, std::string_view name) const override {
        return origin_ ? origin_->find(key, name) : nullptr;
    }
    std::vector<std::string> const& rerun_from() const override { return origin_->rerun_from(); }
    [[noreturn]] void refuse_rerun(std::string_view pipeline, std::string_view name,
                                   std::string_view near) const override {
        origin_->refuse_rerun(pipeline, name, near);
    }

    /// Stands for the code of nodes that have neither a version nor the text of their function.
    digest program() override {
        if (!program_) program_ = program_id();
        return *program_;
    }

    // Blobs.
    std::shared_ptr<void const> hold() const override {
        return std::make_shared<repo_hold const>(repo_.hold());
    }
    digest put(std::string_view bytes) override { return put_blob(repo_, bytes); }
    std::shared_ptr<std::string const> share(digest const& content, std::uint64_t bytes,
                                             std::string* why) const override {
        return share_blob(repo_, content, bytes, why);
    }
    /// Removes a blob in the place of which the run has another, unless somebody needs it.
    void forget(digest const& old, digest const& now) override {
        if (old != digest{} && old != now) repo_.remove(blob_name(old));
    }
    bool is_store(memo_store const& store) const override {
        repo const* const other = store.as<repo>();
        return other && (other->state() == repo_.state() || is_same_folder(*other));
    }

    // What the run does.
    void note(std::string_view name, digest const& key, recorded_value const& value,
              std::string_view type) override {
        writer_->value(
            {std::string(name), key, value.content, value.version, value.bytes, std::string(type)},
            repo_.hold());
    }
    void note_inherited(std::string_view name, recorded_value const& value) override {
        note(name, digest{}, value, origin_->type_of(name));
        if (run_param const* const was = origin_->param(name))
            writer_->param(name, was->value, was->type);
    }
    void note_param(std::string_view name, param_value const& value,
                    std::string_view type) override {
        writer_->param(name, value, type);
    }
    std::string flush() override {
        try {
            writer_->flush();
            return {};
        } catch (std::exception const& e) {
            return std::string("record: what the run was given is not recorded: ") + e.what();
        }
    }
    std::string report(std::size_t position, node_report const& node) override {
        try {
            writer_->node(position, node);
            return {};
        } catch (std::exception const& e) {
            return std::string("it is not recorded: ") + e.what();
        }
    }

    std::vector<std::string> completed(run_info const& info) override {
        return close(
            info,
            {.status = run_status::completed, .wall = info.wall, .hook_time = info.hook_time});
    }

    std::vector<std::string> failed(run_info const& info,
                                    std::exception_ptr const& error) override {
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

    // What nodes tell of themselves.
    void metric(std::string_view name, double value, metric_at const& at) override {
        writer_->metric(name, value, at);
    }
    void metric(std::string_view name, std::string_view text, metric_at const& at) override {
        writer_->metric(name, text, at);
    }
    void artifact(std::string_view name, std::filesystem::path const& file) override {
        writer_->artifact(name, file);
    }
    void tag(std::string_view text) override { writer_->tag(text); }

private:
    std::vector<std::string> close(run_info const& info, run_end const& end) {
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

    // Of each run, as a record outlives the program; equal ones are one blob, and while a run has
    // it nobody removes it. Without it a view has no edges, which is no reason not to run.
    std::optional<run_blob> keep_graph(structure const& graph) const {
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
    bool is_kept(digest const& graph) const {
        auto const use = repo_.state()->reading("find a run in");
        if (!use) return false;
        std::string const text = graph.to_string();
        statement row(*use, "SELECT 1 FROM runs WHERE graph = ? AND removing = 0 LIMIT 1");
        return row.bind(text).step();
    }

    bool is_same_folder(repo const& other) const {
        if (!same_folder_) {
            std::error_code unknown;
            same_folder_ = std::filesystem::equivalent(other.path(), repo_.path(), unknown);
        }
        return *same_folder_;
    }

    repo const& repo_;
    mutable std::optional<bool> same_folder_{}; // a session has one cache
    on_failure then_;
    std::optional<run_origin> origin_{};
    bool narrows_ = false;
    std::optional<digest> program_;
    std::unique_ptr<run_writer> writer_{};
};

/// The record of a run of a session that knows `Code`.
template <class Code>
class recorder_with final : public run_recorder {
public:
    using code = Code;

    recorder_with(repo const& to, on_failure then)
        : run_recorder(to, then,
                       Code::known ? std::optional(Code::version()) : std::optional<digest>()) {}
};

template <>
struct record_driver<repo> {
    template <class Code>
    using record = recorder_with<Code>;
};

} // namespace leat::detail
