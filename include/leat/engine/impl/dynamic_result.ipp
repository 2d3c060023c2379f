// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/dynamic_result.hpp>
#include <leat/support/error.hpp>

#include <string>

namespace leat::detail {

LEAT_DECL void refuse_value(run_info const& info, std::string_view name) {
    for (auto const& node : info.nodes)
        for (auto const& output : node.outputs)
            if (output == name && node.status == node_status::skipped && !node.reason.empty())
                throw error("value '" + std::string(name) + "' is not in this result of " +
                            "pipeline '" + info.pipeline +
                            "', as its node was skipped: " + node.reason);
    throw error("value '" + std::string(name) + "' is not in this result of pipeline '" +
                info.pipeline +
                "': the slice did not make it, or a node in it consumed it; ask for it by name");
}

} // namespace leat::detail
