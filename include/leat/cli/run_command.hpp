// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program_parts.hpp>
#include <leat/cli/terminal_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/support/config.hpp>

#include <iosfwd>
#include <span>

namespace leat::detail {

/// Prints the results of a run, and what became of the nodes if that is wanted.
LEAT_DECL void print_result(run_info const& info, std::span<printed_value const> values,
                            typed_command const& typed, std::ostream& out, text_style style);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/run_command.ipp>
#endif
