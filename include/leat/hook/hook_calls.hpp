// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <array>
#include <cstddef>

namespace leat::detail {

class node_visit;

/// Notifies one hook of one node at one point. Throws what the hook throws.
using teller = void (*)(void* hook, node_visit& visit);

enum class node_point : unsigned char {
    before,
    after,
    error,
    skipped,
    progress,
    log,
    metric,
    retry
};

/// How one hook is notified of one node: a function for each point, or null.
struct hook_calls {
    std::array<teller, 8> at{};
    bool stands_in = false; ///< when the node is skipped, its after_node_run is called
    constexpr teller operator[](node_point point) const {
        return at[static_cast<std::size_t>(point)];
    }
};

} // namespace leat::detail
