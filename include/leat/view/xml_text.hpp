// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <string>
#include <string_view>

namespace leat::detail {

/// Appends text for XML and HTML, between tags or in quotes. What is not UTF-8 becomes U+FFFD.
/// O(bytes).
LEAT_DECL void print_xml_text(std::string& out, std::string_view text);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/xml_text.ipp>
#endif
