// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program.hpp>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

LEAT_DECL bool is_option_name(std::string_view name) {
    auto const plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
    };
    return !name.empty() && name[0] != '-' && std::all_of(name.begin(), name.end(), plain);
}

LEAT_DECL bool has_option(std::string_view name) {
    static constexpr std::string_view reserved[] = {
        "help",   "set",   "params", "only",      "from",          "to",
        "tag",    "jobs",  "json",   "color",     "no-cache",      "display",
        "report", "quiet", "repo",   "namespace", "display-cache", "only-missing"};
    return is_option_name(name) &&
           std::find(std::begin(reserved), std::end(reserved), name) == std::end(reserved);
}

LEAT_DECL std::string option_text(std::string_view name) {
    if (has_option(name)) return "--" + std::string(name);
    std::string quoted;
    for (char c : name) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    // What begins with a dash would be taken for an option.
    return std::string(name.starts_with('-') ? "--set='" : "--set '") + quoted + "=...'";
}

inline std::string as_variable(std::string_view pipeline, std::string_view name) {
    std::string made(pipeline);
    made.append("_").append(name);
    for (char& c : made)
        c = std::isalnum(static_cast<unsigned char>(c))
                ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                : '_';
    return made;
}

LEAT_DECL std::string environment_name(std::string_view pipeline, std::string_view name) {
    std::string made = as_variable(pipeline, name);
    return made == repo_variable(pipeline) ? as_variable(pipeline, "param_repo") : made;
}

LEAT_DECL std::string repo_variable(std::string_view pipeline) {
    return as_variable(pipeline, "repo");
}

} // namespace leat::detail
