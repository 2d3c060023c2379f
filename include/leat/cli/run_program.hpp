// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program_parts.hpp>
#include <leat/support/config.hpp>

#include <string>
#include <vector>

namespace leat::detail {

/// Runs the command that the words say, of a program that was called by that name.
/// Returns: the exit code.
LEAT_DECL int run_program(std::string name, program_parts& parts,
                          std::vector<std::string> const& words);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/run_program.ipp>
#endif
