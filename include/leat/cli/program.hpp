// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// An input or a parameter that can be given on the command line.
struct program_value {
    std::string name{};
    std::string kind{}; ///< of what is typed, as in NUMBER
    std::string text{}; ///< its default; empty for an input
    std::string doc{};
    bool required = false; ///< an input
    bool list = false;
};

/// What a command line is made from.
struct program_words {
    std::string name{}; ///< of the program, as it was called
    std::string pipeline{};
    std::string doc{};
    std::string repo = ".leat"; ///< where one is made
    std::vector<program_value> values{};
    std::vector<std::string> untyped{}; ///< inputs and parameters that cannot be given there
    std::vector<std::string> nodes{};   ///< the names of what nodes make
    bool has_repo = false;              ///< the program brings its own
    bool has_catalog = false;
    bool takes_jobs = true; ///< it brings no executor
};

/// Whether an option can have that name: not every name of a value can be typed.
LEAT_DECL bool is_option_name(std::string_view name);

/// Whether a value has an option of its own: none has the name of one that every program has.
LEAT_DECL bool has_option(std::string_view name);

/// How a value is given on a command line, as in `--ridge`, for people.
LEAT_DECL std::string option_text(std::string_view name);

/// The variable of the environment for a value: FORECAST_RIDGE for "ridge" of "forecast". That of
/// a value which would be `repo_variable` is FORECAST_PARAM_REPO.
LEAT_DECL std::string environment_name(std::string_view pipeline, std::string_view name);

/// The variable of the environment for `--repo`: FORECAST_REPO.
LEAT_DECL std::string repo_variable(std::string_view pipeline);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/program.ipp>
#endif
