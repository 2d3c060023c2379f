// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/complaint.hpp>
#include <leat/cli/terminal_text.hpp>

#include <iostream>
#include <string>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL void complain(std::string const& program, std::string const& what,
                        colour_choice colours) {
    std::string text;
    add_tinted(text, program + ": ", tint::bad, style_for(STDERR_FILENO, colours));
    std::cout.flush();
    std::cerr << text << printable(what) << "\n";
}

} // namespace leat::detail
