// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program.hpp>
#include <leat/support/config.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

// Scripts that complete the commands, options and names of a program in a shell.

namespace leat::detail {

/// By command, as `runs list `; that of the program itself is empty.
using options_by_command = std::map<std::string, std::vector<std::string>>;

/// The script for `shell`: bash, zsh or fish.
LEAT_DECL std::string completion_script(std::string_view shell, program_words const& program,
                                        options_by_command const& all);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/completion.ipp>
#endif
