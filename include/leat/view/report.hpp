// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/support/config.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace leat {

/// What a report shows beyond its run.
struct report_options {
    std::optional<run_info> compare{}; ///< another run, to be shown beside it
    std::string title{};               ///< of the page, in place of the pipeline's name
};

/// The page of a run: one HTML text that needs no other file and no network. It has the graph, the
/// state and the time of each node, a time line, why nodes ran, parameters and metrics, and, with
/// `options.compare`, what differs from another run.
/// The names that a run has may be anything: they are shown as text. Cost: that of `lay_out`, and
/// O(size of the text), which is some 70 kB and half a kB for each node.
LEAT_DECL std::string report_html(run_info const& info, report_options const& options = {});

/// Writes the page of a run to a file, in one step; folders that are missing are made. See
/// `report_html`. Throws: `error`, when it cannot be written; what was there is then as it was.
LEAT_DECL void report(std::filesystem::path const& path, run_info const& info,
                      report_options const& options = {});

namespace detail {
/// The Content-Security-Policy of such a page: its own style and script, by their digests, and
/// nothing else.
LEAT_DECL std::string report_policy();
} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/report.ipp>
#endif
