// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/session_record.hpp>
#include <leat/info/metric.hpp>
#include <leat/memo/session_memo.hpp>
#include <leat/repo/origin.hpp>
#include <leat/repo/repo.hpp>
#include <leat/session/record_driver.hpp>
#include <leat/session/service.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
    LEAT_DECL void resume(std::string_view pipeline, resume_wish const& wish, bool sliced);

    /// `slice`: values of the nodes that it runs, if it runs a part; `rerun`: what it is to
    /// make again. Throws: `repo_error`, when the repo cannot be written to.
    LEAT_DECL void begin(structure const& graph, std::vector<std::string> asked,
                         std::optional<std::vector<std::string>> slice,
                         std::vector<std::string> rerun) override;
    std::string const& id() const override { return writer_->id(); }

    // What the run knows of the one that it goes on from.
    LEAT_DECL std::optional<std::string> origin() const override;
    /// Values of the nodes to run, where it ran a part and the call names no other one.
    LEAT_DECL std::optional<std::vector<std::string>> slice() const override;
    /// Whether what has that name is made anew, unless the run that it goes on from has done that.
    LEAT_DECL bool is_hidden(std::string_view name) const override;
    LEAT_DECL bool is_asked(std::string_view name) const override;
    LEAT_DECL recorded_value const* inherited(std::string_view name) const override;
    LEAT_DECL bool has_done(digest const& key) const override;
    LEAT_DECL recorded_value const* find(digest const& key, std::string_view name) const override;
    std::vector<std::string> const& rerun_from() const override { return origin_->rerun_from(); }
    [[noreturn]] LEAT_DECL void refuse_rerun(std::string_view pipeline, std::string_view name,
                                             std::string_view near) const override;

    /// Stands for the code of nodes that have neither a version nor the text of their function.
    LEAT_DECL digest program() override;

    // Blobs.
    LEAT_DECL std::shared_ptr<void const> hold() const override;
    digest put(std::string_view bytes) override { return put_blob(repo_, bytes); }
    std::shared_ptr<std::string const> share(digest const& content, std::uint64_t bytes,
                                             std::string* why) const override {
        return share_blob(repo_, content, bytes, why);
    }
    /// Removes a blob in the place of which the run has another, unless somebody needs it.
    LEAT_DECL void forget(digest const& old, digest const& now) override;
    LEAT_DECL bool is_store(memo_store const& store) const override;

    // What the run does.
    LEAT_DECL void note(std::string_view name, digest const& key, recorded_value const& value,
                        std::string_view type) override;
    LEAT_DECL void note_inherited(std::string_view name, recorded_value const& value) override;
    LEAT_DECL void note_param(std::string_view name, param_value const& value,
                              std::string_view type, bool given) override;
    LEAT_DECL std::string flush() override;
    LEAT_DECL std::string report(std::size_t position, node_report const& node) override;

    LEAT_DECL std::vector<std::string> completed(run_info const& info) override;

    LEAT_DECL std::vector<std::string> failed(run_info const& info,
                                              std::exception_ptr const& error) override;

    // What nodes tell of themselves.
    LEAT_DECL void metric(std::string_view name, double value, metric_at const& at) override;
    LEAT_DECL void metric(std::string_view name, std::string_view text,
                          metric_at const& at) override;
    LEAT_DECL void artifact(std::string_view name, std::filesystem::path const& file) override;
    LEAT_DECL void tag(std::string_view text) override;

private:
    LEAT_DECL std::vector<std::string> close(run_info const& info, run_end const& end);

    // Of each run, as a record outlives the program; equal ones are one blob, and while a run has
    // it nobody removes it. Without it a view has no edges, which is no reason not to run.
    LEAT_DECL std::optional<run_blob> keep_graph(structure const& graph) const;
    LEAT_DECL bool is_kept(digest const& graph) const;

    LEAT_DECL bool is_same_folder(repo const& other) const;

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

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/recorder.ipp>
#endif
