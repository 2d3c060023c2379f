// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

extern "C" {
/// Defined by the source that the CMake function `leat_code_version(target)` adds to a target, and
/// by nothing in a program without one.
extern unsigned char const leat_code_version_digest[16];
}

namespace leat::detail {

/// Whether this translation unit belongs to a target with a digest of its code. The units of one
/// program may differ in it, so only a template argument may depend on it, never a body: two bodies
/// of one inline function are one function after linking.
#ifdef LEAT_CODE_VERSION
constexpr bool has_code_version = true;
#else
constexpr bool has_code_version = false;
#endif

/// What a session knows of the program's code. It is in the type of the session, and of all that
/// computes a key or decides what is cached, as their template argument.
template <bool Known>
struct program_code;

template <>
struct program_code<false> {
    static constexpr bool known = false;
    static digest version() noexcept { return {}; }
};

template <>
struct program_code<true> {
    static constexpr bool known = true;
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
