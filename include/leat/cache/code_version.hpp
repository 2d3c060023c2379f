// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

extern "C" {
/// Defined by the source that the CMake function `leat_code_version(target)` adds to a target where
/// it cannot have digests of nodes, and by nothing in another program.
extern unsigned char const leat_code_version_digest[16];
}

namespace leat::detail {

/// What is known of the code: nothing, one digest of all of it, or one of each node.
enum class code_known : unsigned char { nothing, target, nodes };

/// What is known of the code of the target of this translation unit. The units of one
/// program may differ in it, so only a template argument may depend on it, never a body: two bodies
/// of one inline function are one function after linking.
#if !defined(LEAT_CODE_VERSION)
constexpr code_known known_code = code_known::nothing;
#elif LEAT_CODE_VERSION == 1
constexpr code_known known_code = code_known::target;
#else
constexpr code_known known_code = code_known::nodes;
#endif

/// What a session knows of the program's code. It is in the type of the session, and of all that
/// computes a key or decides what is cached, as their template argument.
template <code_known How>
struct program_code {
    static constexpr bool known = How != code_known::nothing;
    static constexpr bool of_nodes = How == code_known::nodes;
    static digest version() noexcept { return {}; }
};

template <>
struct program_code<code_known::target> {
    static constexpr bool known = true;
    static constexpr bool of_nodes = false;
    static digest version() noexcept {
        digest made;
        for (int i = 0; i < 8; ++i) {
            made.high = made.high << 8 | leat_code_version_digest[i];
            made.low = made.low << 8 | leat_code_version_digest[8 + i];
        }
        return made;
    }
};

} // namespace leat::detail
