// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/solve.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>

// Where a step after linking writes the digests of the code of nodes: cmake/code_digest.

namespace leat::detail {

class node_invocation;
/// engine/call_node.hpp, which a session includes, and which nobody else has to read for this.
template <auto const& P, std::size_t Item>
void call_node(node_invocation& c);

/// The digest of all that the function of a node reaches, as the step has written it.
struct code_entry {
    void (*anchor)(node_invocation&); ///< what the digest begins at
    unsigned char filled;             ///< 0: the step has not been taken
    unsigned char bytes[16];
};

/// The entry of one node. The step finds it by the name of its symbol. It is volatile, as what the
/// compiler puts there is not what the program reads.
template <auto const& P, std::size_t Item>
struct code_slot {
    static inline code_entry volatile entry{&call_node<P, Item>, 0, {}};
};

/// The entry of an item, or null where the digest of its code does not count in its key.
template <auto const& P, std::size_t Item, bool WithKey>
consteval code_entry const volatile* code_entry_of() {
    if constexpr (!WithKey || solved<P>.items[Item].kind != kind::node ||
                  solved<P>.option_of[Item]->versioned || solved<P>.option_of[Item]->sourced)
        return nullptr;
    else
        return &code_slot<P, Item>::entry;
}

/// The digest that is in an entry.
inline digest digest_in(code_entry const volatile& entry) noexcept {
    digest made;
    for (int i = 0; i < 8; ++i) {
        made.high = made.high << 8 | entry.bytes[i];
        made.low = made.low << 8 | entry.bytes[8 + i];
    }
    return made;
}

} // namespace leat::detail
