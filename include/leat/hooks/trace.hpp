// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/trace_events.hpp>
#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace leat::hooks {

/// A hook that records when each node, load and save of a run began and ended, on which thread, and
/// what was logged, skipped, found in the cache and told of progress: a file of trace events, for
/// ui.perfetto.dev or chrome://tracing.
///
/// The file is written at the end of each run, also of one that failed or was stopped, in one step,
/// in place of that of the run before. What has not ended when the run ends is shown as failed.
/// Throws: `error`, before the run, when the file could not be written; and after it, when it
/// cannot any more, as on a full disk. Cost: below 1 us and some 200 bytes of memory per event.
class trace {
public:
    /// The path is that of the file; folders that are missing are made.
    explicit trace(std::filesystem::path path) : path_(std::move(path)) {}

    LEAT_DECL void before_pipeline_run(run_info const& run);
    void after_pipeline_run(run_info const& run) { write(run, {}); }
    LEAT_DECL void on_pipeline_error(run_info const& run, std::exception_ptr failure);

    LEAT_DECL void before_node_run(node_info const& node);
    LEAT_DECL void after_node_run(node_info const& node, node_report const& report);
    LEAT_DECL void on_node_error(node_info const& node, std::exception_ptr failure);
    LEAT_DECL void on_node_skipped(node_info const& node, std::string_view reason);
    LEAT_DECL void on_cache_hit(node_info const& node, digest const&, std::size_t bytes);
    LEAT_DECL void on_retry(node_info const& node, std::size_t attempt);
    LEAT_DECL void on_log(node_info const& node, std::string_view line);
    LEAT_DECL void on_progress(node_info const& node, std::size_t done, std::size_t total);

    LEAT_DECL void before_dataset_loaded(std::string_view name);
    LEAT_DECL void after_dataset_loaded(std::string_view name);
    LEAT_DECL void before_dataset_saved(std::string_view name);
    LEAT_DECL void after_dataset_saved(std::string_view name);
    LEAT_DECL void on_dataset_error(std::string_view name, std::exception_ptr failure);

private:
    using events = detail::trace_events;

    LEAT_DECL static std::string list(std::string_view key,
                                      std::span<std::string_view const> names);
    LEAT_DECL static std::string about(node_info const& node);

    LEAT_DECL void write(run_info const& run, std::string_view failure);

    std::filesystem::path path_;
    detail::trace_events events_{};
};

} // namespace leat::hooks

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/trace.ipp>
#endif
