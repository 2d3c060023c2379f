// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/repo/hold.hpp>
#include <leat/repo/process.hpp>
#include <leat/repo/run_row.hpp>
#include <leat/info/info.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat {

/// Where something of a run is in the store of the repo.
struct run_blob {
    digest content{};
    std::uint64_t bytes = 0;
};

/// A run that begins.
struct run_start {
    std::string pipeline{};
    std::optional<std::string> origin{}; ///< the run that it resumes
    std::string program{};               ///< the version of the code, where that is known
    std::vector<std::string> asked{};    ///< the values that were asked for by name
    bool sliced = false;                 ///< it runs a part of the pipeline
    /// Then: values of the nodes of that part, where they are known.
    std::optional<std::vector<std::string>> slice{};
    /// The values that it is to make anew although the run that it resumes has them.
    std::vector<std::string> anew{};
    std::optional<run_blob> graph{}; ///< its structure, where that is kept
};

/// How a run has ended.
struct run_end {
    run_status status = run_status::completed; ///< completed, failed or stopped
    std::chrono::nanoseconds wall{};
    std::chrono::nanoseconds hook_time{};
    std::string failed_node{}; ///< the first that failed, if one did
    std::string reason{};      ///< why it failed or was stopped
};

namespace detail {

LEAT_DECL std::optional<std::string_view> unless_empty(std::string_view text);

LEAT_DECL void insert_run(database& db, std::string_view id, run_start const& start,
                          process_mark const& process, std::int64_t began);

LEAT_DECL void end_run(database& db, std::string_view id, run_end const& end);

/// What was recorded of a run and is not written yet, but for its metrics.
struct waiting_rows {
    std::map<std::size_t, node_report> nodes{};
    std::vector<run_value> values{};
    std::vector<run_param> params{};
    std::vector<std::string> tags{};
    std::vector<run_artifact> artifacts{};
    repo_hold held{}; ///< while there are values

    /// Puts what could not be written before what came since.
    LEAT_DECL void give_back(waiting_rows&& from);
};

/// Requires an open transaction.
LEAT_DECL void write_rows(database& db, std::string_view run, waiting_rows const& rows);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/run_rows.ipp>
#endif
