// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/info/node_info.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

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
    LEAT_DECL events(events&& other) noexcept;
    events& operator=(events&&) = delete;
    ~events() { shut(); }

    LEAT_DECL void before_pipeline_run(run_info const& run);
    LEAT_DECL void after_pipeline_run(run_info const& run);
    LEAT_DECL void on_pipeline_error(run_info const& run, std::exception_ptr failure);

    LEAT_DECL void before_node_run(node_info const& node);
    LEAT_DECL void after_node_run(node_info const& node, node_report const& report);
    LEAT_DECL void on_node_error(node_info const& node, std::exception_ptr failure);
    LEAT_DECL void on_node_skipped(node_info const& node, std::string_view reason);
    LEAT_DECL void on_retry(node_info const& node, std::size_t attempt);
    LEAT_DECL void on_log(node_info const& node, std::string_view line);

    LEAT_DECL void before_dataset_loaded(std::string_view name);
    LEAT_DECL void after_dataset_loaded(std::string_view name);
    LEAT_DECL void before_dataset_saved(std::string_view name);
    LEAT_DECL void after_dataset_saved(std::string_view name);
    LEAT_DECL void on_dataset_error(std::string_view name, std::exception_ptr failure);

    LEAT_DECL void on_cache_hit(node_info const& node, digest const& key, std::size_t bytes);
    LEAT_DECL void on_cache_miss(node_info const& node, digest const& key, std::string_view reason);
    LEAT_DECL void on_cache_store(node_info const& node, digest const& key, std::size_t bytes);

private:
    LEAT_DECL static std::string with(std::string_view key, std::string_view value);
    LEAT_DECL static std::string number(std::string_view key, std::size_t value);
    LEAT_DECL static std::string of(node_info const& node);
    LEAT_DECL static std::string took(std::chrono::nanoseconds time);

    LEAT_DECL static std::string now();

    LEAT_DECL void write(std::string_view event, std::string const& more);
    LEAT_DECL void open();
    LEAT_DECL void shut() noexcept;
    [[noreturn]] LEAT_DECL void fail(std::string const& what) const;

    std::filesystem::path path_;
    std::string pipeline_{};
    int file_ = -1;
};

} // namespace leat::hooks

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/events.ipp>
#endif
