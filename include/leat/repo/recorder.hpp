// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/code_version.hpp>
#include <leat/repo/origin.hpp>
#include <leat/repo/program_id.hpp>
#include <leat/repo/repo.hpp>
#include <leat/run/cached_run.hpp>
#include <leat/run/errors.hpp>
#include <leat/run/kept.hpp>
#include <leat/run/metric.hpp>
#include <leat/run/record_driver.hpp>
#include <leat/run/service.hpp>
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

/// A value as a parameter in a record: a number or a text, as of a time or a list; nothing for what
/// is nothing in words.
template <class T>
param_value as_param(T const& value) {
    if constexpr (std::is_enum_v<T>)
        return as_param(static_cast<std::underlying_type_t<T>>(value));
    else if constexpr (std::unsigned_integral<T> && sizeof(T) == 8)
        return value >> 63 ? param_value(static_cast<double>(value))
                           : param_value(static_cast<std::int64_t>(value));
    else if constexpr (std::integral<T>)
        return static_cast<std::int64_t>(value);
    else if constexpr (std::floating_point<T>)
        return static_cast<double>(value);
    else if constexpr (std::same_as<T, file>)
        return value.path().string();
    else if constexpr (std::same_as<T, std::filesystem::path>)
        return value.string();
    else if constexpr (std::convertible_to<T const&, std::string_view>)
        return std::string(std::string_view(value));
    else if (std::string text = shown(value); !text.empty())
        return text;
    else
        return std::monostate{};
}

/// The record of one run of a session: writes down what the run does as it does it, and gives it
/// what the run has done that it goes on from. What cannot be written is said, and the run goes on.
class run_recorder final : public run_sink {
public:
    static constexpr bool records = true;

    run_recorder(repo const& to, on_failure then) : repo_(to), then_(then) {}
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

    /// `slice`: values of the nodes that it runs, if it runs a part; `anew`: what it is to make
    /// again. Throws: `repo_error`, when the repo cannot be written to.
    void begin(structure const& graph, std::vector<std::string> asked,
               std::optional<std::vector<std::string>> slice, std::vector<std::string> anew) {
        auto const hold = repo_.hold(); // until a row names the blob
        run_start start{.pipeline = graph.pipeline,
                        .origin = origin(),
                        .program = (has_code_version ? code_version() : program()).to_string(),
                        .asked = std::move(asked),
                        .sliced = slice.has_value(),
                        .slice = std::move(slice),
                        .anew = std::move(anew),
                        .graph = keep_graph(graph)};
        if (origin_ && start.asked.empty()) start.asked = origin_->asked();
        writer_ = repo_.begin(start);
    }
    std::string const& id() const { return writer_->id(); }

    // What the run knows of the one that it goes on from.
    std::optional<std::string> origin() const {
        return origin_ ? std::optional(origin_->id()) : std::nullopt;
    }
    /// Values of the nodes to run, where it ran a part and the call names no other one.
    std::optional<std::vector<std::string>> slice() const {
        return origin_ && narrows_ ? origin_->slice() : std::nullopt;
    }
    /// Whether what has that name is made anew, unless the run that it goes on from has done that.
    bool is_hidden(std::string_view name) const { return origin_ && origin_->is_hidden(name); }
    bool is_asked(std::string_view name) const { return origin_ && origin_->is_asked(name); }
    recorded_value const* given(std::string_view name) const {
        return origin_ ? origin_->given(name) : nullptr;
    }
    bool has_done(digest const& key) const { return origin_ && origin_->has_done(key); }
    recorded_value const* find(digest const& key, std::string_view name) const {
        return origin_ ? origin_->find(key, name) : nullptr;
    }
    template <auto const& P>
    auto again() const {
        return origin_->again<P>();
    }

    /// What stands for the code of nodes of which nothing else tells.
    digest program() {
        if (!program_) program_ = program_id();
        return *program_;
    }

    // Blobs.
    repo_hold hold() const { return repo_.hold(); }
    digest put(std::string_view bytes) { return put_blob(repo_, bytes); }
    std::shared_ptr<std::string const> share(digest const& content, std::uint64_t bytes,
                                             std::string* why) const {
        return share_blob(repo_, content, bytes, why);
    }
    /// Removes a blob in the place of which the run has another, unless somebody needs it.
    void forget(digest const& old, digest const& now) {
        if (old != digest{} && old != now) repo_.remove(blob_name(old));
    }
    template <class Store>
    bool is_store(Store const& store) const {
        if constexpr (std::same_as<Store, repo>)
            return store.state() == repo_.state() || is_same_folder(store);
        else
            return false;
    }

    // What the run does.
    void note(std::string_view name, digest const& key, recorded_value const& value,
              std::string_view type) {
        writer_->value(
            {std::string(name), key, value.content, value.version, value.bytes, std::string(type)},
            repo_.hold());
    }
    void note_again(std::string_view name, recorded_value const& value) {
        note(name, digest{}, value, origin_->type_of(name));
        if (run_param const* const was = origin_->param(name))
            writer_->param(name, was->value, was->type);
    }
    template <class T>
    void note_param(std::string_view name, T const& value, std::string_view type) {
        writer_->param(name, detail::as_param(value), type);
    }
    template <class Warn>
    void flush(Warn warn) {
        try {
            writer_->flush();
        } catch (std::exception const& e) {
            warn(std::string("record: what the run was given is not recorded: ") + e.what());
        }
    }
    template <class Warn>
    void report(std::size_t position, node_report const& node, Warn warn) {
        try {
            writer_->node(position, node);
        } catch (std::exception const& e) {
            warn(std::string("it is not recorded: ") + e.what());
        }
    }

    template <class Say>
    void completed(run_info const& info, Say say) {
        close(info,
              {.status = run_status::completed, .wall = info.wall, .hook_time = info.hook_time},
              say);
    }

    template <class Say>
    void failed(run_info const& info, std::exception_ptr const& error, Say say) {
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
        close(info, end, say);
        if (then_ != on_failure::discard || end.status == run_status::stopped) return;
        try {
            repo_.remove(id());
        } catch (std::exception const& e) {
            say(std::string("record: its run is not discarded: ") + e.what());
        }
    }

    // What nodes tell of themselves.
    void metric(std::string_view name, double value, metric_at const& at) override {
        writer_->metric(name, value, at);
    }
    void metric(std::string_view name, std::string_view text, metric_at const& at) override {
        writer_->metric(name, text, at);
    }
    void artifact(std::string_view name, file const& path) override {
        writer_->artifact(name, path.path());
    }
    void tag(std::string_view text) override { writer_->tag(text); }

private:
    template <class Say>
    void close(run_info const& info, run_end const& end, Say say) {
        try {
            for (std::size_t i = 0; i < info.nodes.size(); ++i) writer_->node(i, info.nodes[i]);
        } catch (std::exception const&) { // closing says it
        }
        try {
            writer_->close(end);
        } catch (std::exception const& e) {
            say(std::string("record: its end is not recorded: ") + e.what());
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
    std::optional<digest> program_{};
    std::unique_ptr<run_writer> writer_{};
};

template <>
struct record_driver<repo> {
    using record = run_recorder;
};

} // namespace leat::detail
