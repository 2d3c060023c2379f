// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#ifdef LEAT_CODE_VERSION
extern "C" {
extern unsigned char const leat_code_version_digest[16];
}
#endif

namespace leat::detail {

/// The digest of the program's code, which the CMake function `leat_code_version(target)` had the
/// build take; zero in a program without one.
inline digest code_version() noexcept {
#ifdef LEAT_CODE_VERSION
    digest made;
    for (int i = 0; i < 8; ++i) {
        made.high = made.high << 8 | leat_code_version_digest[i];
        made.low = made.low << 8 | leat_code_version_digest[8 + i];
    }
    return made;
#else
    return {};
#endif
}

} // namespace leat::detail
