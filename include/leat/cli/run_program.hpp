// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program_parts.hpp>
#include <leat/support/config.hpp>

namespace leat::detail {

/// Runs the command that the arguments of the program say. Returns: the exit code.
LEAT_DECL int run_program(int argc, char** argv, program_parts& parts);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/run_program.ipp>
#endif
