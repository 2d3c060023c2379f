// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace leat::detail {

/// What a bar tells of a run.
struct bar_text {
    std::string_view pipeline;
    std::string counts; ///< `3/5`
    double share;       ///< of the work, that is done
    std::string_view node{};
    std::size_t others = 0; ///< how many more run
    double node_share = -1; ///< of the node's work; negative when it does not tell
    std::chrono::nanoseconds elapsed{};
    std::optional<std::chrono::nanoseconds> left{};
};

/// Appends `forecast [####----]  3/5  model 40%  1.2 s, about 2.1 s left` in at most this many
/// columns. What has no room is left out, the least needed first; then names are cut short.
LEAT_DECL void print_bar(std::string& out, bar_text const& what, std::size_t columns);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/bar.ipp>
#endif
