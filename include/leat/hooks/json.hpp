// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <string>
#include <string_view>

// Text as JSON. All of it appends to a string.
namespace leat::detail {

/// Appends a JSON string. What is not UTF-8 becomes U+FFFD, byte by byte. What would end a script
/// in a page, `</` and `<!`, is escaped. O(bytes).
LEAT_DECL void print_json(std::string& out, std::string_view text);

/// Appends `,"key":"value"`. Requires: the key needs no escapes.
LEAT_DECL void print_json_member(std::string& out, std::string_view key, std::string_view value);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/json.ipp>
#endif
