// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/terminal_text.hpp>
#include <leat/info/info.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

// Pipelines and runs as tables.

namespace leat {

struct drawing;

namespace detail {

LEAT_DECL std::string joined(std::vector<std::string> const& words);
LEAT_DECL std::string duration_text(std::chrono::nanoseconds time);
LEAT_DECL std::string bytes_text(std::uint64_t bytes);

/// A pipeline, a declaration in each line.
LEAT_DECL std::string structure_table(drawing const& d, text_style style);

/// What a run did, or would do, a node in each line.
LEAT_DECL std::string nodes_table(run_info const& info, text_style style);

/// `forecast completed in 1.2 s: 5 ran, 2 from the cache; run 2026...`.
LEAT_DECL std::string run_line(run_info const& info, text_style style);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/show.ipp>
#endif
