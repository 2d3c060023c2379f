// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <algorithm>
#include <cctype>
#include <iterator>
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
    std::vector<std::string> nodes{}; ///< the names of what nodes make
    bool has_repo = false;            ///< the program brings its own
    bool has_catalog = false;
    bool takes_jobs = true; ///< it brings no executor
};

/// Whether an option can have that name: not every name of a value can be typed.
inline bool is_option_name(std::string_view name) {
    auto const plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
    };
    return !name.empty() && name[0] != '-' && std::all_of(name.begin(), name.end(), plain);
}

/// Whether a value has an option of its own: none has the name of one that every program has.
inline bool has_option(std::string_view name) {
    static constexpr std::string_view reserved[] = {
        "help",   "set",   "params", "only",      "from",          "to",
        "tag",    "jobs",  "json",   "color",     "no-cache",      "display",
        "report", "quiet", "repo",   "namespace", "display-cache", "only-missing"};
    return is_option_name(name) &&
           std::find(std::begin(reserved), std::end(reserved), name) == std::end(reserved);
}

/// How a value is given on a command line, as in `--ridge`, for people.
inline std::string option_text(std::string_view name) {
    return has_option(name) ? "--" + std::string(name) : "--set '" + std::string(name) + "=...'";
}

/// The variable of the environment for a value: FORECAST_RIDGE for "ridge" of "forecast".
inline std::string environment_name(std::string_view pipeline, std::string_view name) {
    std::string made(pipeline);
    made.append("_").append(name);
    for (char& c : made)
        c = std::isalnum(static_cast<unsigned char>(c))
                ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                : '_';
    return made;
}

} // namespace leat::detail
