// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <string>
#include <string_view>

namespace leat::detail {

/// The SHA-256 of a text in base64, as a Content-Security-Policy names a script. O(size), some 4 ms
/// for a MB.
LEAT_DECL std::string sha256_base64(std::string_view text);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/sha256.ipp>
#endif
