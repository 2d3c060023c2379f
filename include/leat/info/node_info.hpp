// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace leat {

/// What hooks are told of a node. All of it refers to constants of the pipeline, so it may be kept.
struct node_info {
    std::string_view name;                    ///< that of its value, or of all with commas
    std::size_t index;                        ///< its place in `run_info::nodes`
    std::span<std::string_view const> inputs; ///< the values it takes, in the order of its function
    std::span<std::string_view const> outputs; ///< the values it makes; a sink's own name
    std::span<std::string_view const> tags;
    std::string_view doc;
};

} // namespace leat
