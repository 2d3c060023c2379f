// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/terminal_text.hpp>
#include <leat/support/config.hpp>

#include <string>

namespace leat::detail {

/// The exit codes of a program. Interrupted, it ends as a shell says of a program that SIGINT ends.
enum exit_code : int { exit_fine = 0, exit_failed = 1, exit_usage = 2, exit_stopped = 130 };

/// Says on standard error what is wrong, after what was printed so far.
LEAT_DECL void complain(std::string const& program, std::string const& what, colour_choice colours);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/complaint.ipp>
#endif
