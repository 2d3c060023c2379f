// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <string>
#include <string_view>

namespace leat::detail {

/// Appends a type as people write it, the same for both compilers where that can be: their spelling
/// without the inline namespaces of the standard library, with its common aliases, and without the
/// place where a lambda stands.
LEAT_DECL void print_type(std::string& out, std::string_view spelling);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/type_text.ipp>
#endif
