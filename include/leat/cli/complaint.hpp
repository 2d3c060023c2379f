// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/terminal_text.hpp>

#include <iostream>
#include <string>
#include <unistd.h>

namespace leat::detail {

/// The exit codes of a program. Interrupted, it ends as a shell says of a program that SIGINT ends.
enum exit_code : int { exit_fine = 0, exit_failed = 1, exit_usage = 2, exit_stopped = 130 };

/// Says on standard error what is wrong, after what was printed so far.
inline void complain(std::string const& program, std::string const& what, colour_choice colours) {
    std::string text;
    add_tinted(text, program + ": ", tint::bad, style_for(STDERR_FILENO, colours));
    std::cout.flush();
    std::cerr << text << what << "\n";
}

} // namespace leat::detail
