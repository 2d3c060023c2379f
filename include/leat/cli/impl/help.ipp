// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The help of a program and of its commands, in lines of 80 columns.

namespace leat::detail {

inline constexpr std::size_t help_columns = 80, help_left = 26;

/// Two columns; the right one is wrapped between words.
inline void add_help_row(std::string& to, std::string const& left, std::string_view right) {
    std::string line = "  " + left;
    if (columns_of(line) + 2 > help_left && !right.empty()) {
        to += line + "\n";
        line.clear();
    }
    std::size_t const room = help_columns - help_left;
    while (!right.empty()) {
        std::size_t end = 0, used = 0, fits = 0; // bytes, columns, and bytes up to the last blank
        while (end < right.size() && used <= room) {
            code_point const c = first_code_point(right.substr(end));
            if (right[end] == ' ') fits = end;
            used += columns_of(c);
            if (used <= room) end += c.size;
        }
        if (end < right.size() && fits > 0) end = fits;
        line.append(help_left - std::min(help_left, columns_of(line)), ' ');
        print_shortened(line, right.substr(0, end), room);
        to += line + "\n";
        line.clear();
        right.remove_prefix(end);
        right.remove_prefix(std::min(right.find_first_not_of(' '), right.size()));
    }
    if (!line.empty()) to += line + "\n";
}

inline std::string with_default(std::string what, std::string_view value) {
    if (value.empty()) return what;
    bool const alone = what.empty();
    what += alone ? "default: " : " (default: ";
    print_shortened(what, value, 40);
    return what + (alone ? "" : ")");
}

/// Its names, what it takes, what it is and its default.
inline void add_help_option(std::string& to, CLI::Option const& one) {
    std::string left;
    if (one.get_positional())
        left = one.get_name();
    else
        for (std::string const& name : one.get_snames()) left += "-" + name + ", ";
    if (!one.get_positional())
        for (std::string const& name : one.get_lnames()) left += "--" + name;
    std::string const type = one.get_type_name().substr(0, one.get_type_name().find(':'));
    if (!one.get_positional() && one.get_expected_max() > 0)
        left += one.get_expected_min() == 0 ? "[=" + type + "]" : " " + type;
    add_help_row(to, left,
                 with_default(one.get_description(),
                              one.get_expected_min() == 0 ? "" : one.get_default_str()));
}

/// Those of a group, under its name.
inline void add_help_group(std::string& to, CLI::App const& of, std::string const& group) {
    bool first = true;
    for (CLI::Option const* one : of.get_options()) {
        if (one->get_group() != group || one->get_positional()) continue;
        if (one == of.get_help_ptr() && of.get_parent() != nullptr) continue; // that of the program
        if (std::exchange(first, false)) to += "\n" + group + ":\n";
        add_help_option(to, *one);
    }
}

/// The commands below one.
inline void add_help_commands(std::string& to, CLI::App const& of) {
    auto const subs = of.get_subcommands([](CLI::App const*) { return true; });
    if (!subs.empty()) to += "\nCommands:\n";
    for (CLI::App const* sub : subs) add_help_row(to, sub->get_name(), sub->get_description());
}

/// What a command does and takes. `path` is how it is called; `top` is the program itself, the
/// options of which each command takes, `run` the command that is meant where there is none.
inline std::string help_text(CLI::App const& of, CLI::App const& top, CLI::App const& run,
                             std::string const& path) {
    std::string text = of.get_description() + "\n\nUsage: " + path;
    std::string arguments;
    bool const has_commands = !of.get_subcommands([](CLI::App const*) { return true; }).empty();
    for (CLI::Option const* one : of.get_options())
        if (one->get_positional()) {
            std::string name = one->get_name();
            if (one->get_items_expected_max() == 2) name += " " + name;
            if (one->get_items_expected_max() > 2) name += "...";
            text += one->get_required() ? " " + name : " [" + name + "]";
            if (!one->get_description().empty()) add_help_option(arguments, *one);
        }
    if (has_commands) text += &of == &top ? " [COMMAND]" : " COMMAND";
    text += " [OPTIONS]\n";
    if (!arguments.empty()) text += "\n" + arguments;
    if (has_commands) add_help_commands(text, of);
    for (std::string const& group : of.get_groups())
        if (group != "Options" && group != "Everywhere") add_help_group(text, of, group);
    if (&of == &top)
        for (char const* group : {"Inputs", "Parameters"}) add_help_group(text, run, group);
    std::string const footer = &of == &top ? run.get_footer() : of.get_footer();
    if (!footer.empty()) text += "\n" + footer + "\n";
    add_help_group(text, of, "Options");
    add_help_group(text, top, "Everywhere");
    return text;
}

} // namespace leat::detail
