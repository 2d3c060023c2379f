// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/completion.hpp>
#include <leat/cli/program.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/support/config.hpp>

#include <memory>
#include <string>
#include <vector>

namespace leat::detail {

/// Reads what was typed, by CLI11, which only its body includes.
class command_line {
public:
    /// Refers to the program.
    LEAT_DECL explicit command_line(program_words const& program);
    LEAT_DECL ~command_line();

    /// Throws: `usage_error`, `help_wanted`.
    LEAT_DECL typed_command parse(std::vector<std::string> words);

    /// Of every command its options: for completion, and for the nearest one.
    LEAT_DECL options_by_command options() const;

private:
    class parser;
    std::unique_ptr<parser> parser_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/command_line.ipp>
#endif
