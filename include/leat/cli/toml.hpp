// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/typed_command.hpp>
#include <leat/support/config.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// The words of each value, by its full name.
using file_values = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Values from TOML, by toml++. Throws: `usage_error`, with the line.
LEAT_DECL file_values read_toml(std::string_view text, std::string const& file);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/toml.ipp>
#endif
