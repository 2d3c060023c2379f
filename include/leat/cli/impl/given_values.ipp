// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/given_values.hpp>
#include <leat/cli/params_file.hpp>
#include <leat/cli/program.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/support/nearest.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

inline std::size_t value_index(program_words const& program, std::string_view name,
                               std::string const& where) {
    auto const& all = program.values;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].name == name) return i;
    if (std::ranges::find(program.untyped, name) != program.untyped.end())
        throw usage_error(where + ": '" + std::string(name) +
                          "' cannot be given here: it is of a type that cannot be typed, or the "
                          "program gives it");
    std::size_t const near =
        nearest(name, all.size(), [&](std::size_t i) { return std::string_view(all[i].name); });
    throw usage_error(where + ": pipeline '" + program.pipeline +
                      "' has no input or parameter named '" + std::string(name) + "'" +
                      (near == npos ? "" : "; did you mean '" + all[near].name + "'?"));
}

LEAT_DECL std::vector<given_words> find_given(program_words const& program,
                                              typed_command const& typed) {
    std::vector<given_words> given(program.values.size());
    if (typed.params_file)
        for (auto& [name, words] : read_params(*typed.params_file))
            given[value_index(program, name, "'" + *typed.params_file + "'")] = {
                words, "'" + name + "' in '" + *typed.params_file + "'", false};
    for (std::size_t i = 0; i < given.size(); ++i) {
        std::string const variable = environment_name(program.pipeline, program.values[i].name);
        char const* const text = std::getenv(variable.c_str());
        if (text != nullptr && *text != '\0') given[i] = {{text}, variable};
    }
    std::vector<bool> is_typed(given.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto const found = typed.values.find(program.values[i].name);
        is_typed[i] = found != typed.values.end() && !found->second.empty();
        if (is_typed[i]) given[i] = {found->second, "--" + program.values[i].name};
    }
    for (std::string const& one : typed.set) {
        auto end = one.find('=');
        if (end == one.npos)
            throw usage_error("--set takes NAME=VALUE, and '" + one + "' has no '='");
        for (program_value const& value : program.values) // a name may have that, too
            if (one.starts_with(value.name + "=")) end = std::max(end, value.name.size());
        std::string const name = one.substr(0, end);
        std::size_t const i = value_index(program, name, "--set");
        if (is_typed[i]) throw usage_error("'" + name + "' is given twice; give it once");
        is_typed[i] = true;
        given[i] = {{one.substr(end + 1)}, "--set " + name};
    }
    return given;
}

} // namespace leat::detail
