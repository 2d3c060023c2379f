// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/toml.hpp>
#include <leat/support/config.hpp>

#include <string>
#include <string_view>

// Values of inputs and parameters from a file of JSON or TOML. What is in an object or a table has
// its name before it, with a point: that is how namespaces are written.

namespace leat::detail {

/// Values from JSON, by nlohmann's library. Throws: `usage_error`.
LEAT_DECL file_values read_json(std::string_view text, std::string const& file);

/// Throws: `usage_error`, when it cannot be read, or is neither .json nor .toml.
LEAT_DECL file_values read_params(std::string const& file);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/params_file.ipp>
#endif
