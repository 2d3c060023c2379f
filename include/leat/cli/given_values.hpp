// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/support/config.hpp>

#include <string>
#include <vector>

namespace leat::detail {

/// The words given for a value, and where they were.
struct given_words {
    std::vector<std::string> words{};
    std::string where{}; ///< as in "--ridge", for messages; empty when it was not given
    bool typed = true;   ///< so a list may be one word with commas
};

/// For each value of the program what was given for it: by its option or --set; else by its
/// variable of the environment, where that is not empty; else by the file. Throws: `usage_error`.
LEAT_DECL std::vector<given_words> find_given(program_words const& program,
                                              typed_command const& typed);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/given_values.ipp>
#endif
