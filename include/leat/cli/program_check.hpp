// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program.hpp>
#include <leat/cli/program_parts.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/support/config.hpp>

#include <string>
#include <vector>

namespace leat::detail {

/// Makes one name of each that slices were typed with, as commas may be in names and between them.
LEAT_DECL void find_names(program_parts const& parts, typed_command& typed);

/// What the command line of a program is made from.
LEAT_DECL program_words describe_program(program_parts const& parts, std::string name);

/// Looks whether what was typed makes a run that can begin: names of slices, and inputs that are
/// needed. `run`: what counts as typed for the run; `asked`: the values that a run which is resumed
/// asked for. Throws: `usage_error`.
LEAT_DECL void check_program(program_parts const& parts, program_words const& program,
                             typed_command const& run, std::vector<std::string> const& asked = {});

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/program_check.ipp>
#endif
