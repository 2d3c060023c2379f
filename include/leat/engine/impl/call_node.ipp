// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/call_node.hpp>

namespace leat::detail {

LEAT_DECL void refuse_copy(std::string_view pipeline, std::string_view node,
                           std::string_view value) {
    throw error("in this run of pipeline '" + std::string(pipeline) + "' node '" +
                std::string(node) + "' takes over value '" + std::string(value) +
                "', which is used again or only lent to the run and cannot be copied; take it as "
                "T const&");
}

} // namespace leat::detail
