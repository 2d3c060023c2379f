// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/completion.hpp>
#include <leat/cli/program.hpp>

#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

inline void add_word(std::string& to, std::string_view word) {
    if (!to.empty()) to += ' ';
    to += word;
}

/// Names with characters that have a meaning to a shell are left out.
inline std::string completed_names(program_words const& program) {
    std::string all;
    for (std::string const& name : program.nodes)
        if (is_option_name(name)) add_word(all, name);
    return all;
}

inline std::string shell_function(std::string_view program) {
    std::string name = "_";
    for (char c : program) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return name + "_complete";
}

/// For bash; zsh takes it through bashcompinit.
inline std::string bash_completion(program_words const& program, options_by_command const& all) {
    std::string const function = shell_function(program.name);
    std::string text =
        function +
        "() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    local command=${COMP_WORDS[1]} under=${COMP_WORDS[2]} words\n"
        "    case \"$command $before\" in\n"
        "    *' --only'|*' --from'|*' --to'|'dump dump'|'cache explain'|'cache list'|'cache "
        "remove')\n"
        "        COMPREPLY=($(compgen -W '" +
        completed_names(program) +
        "' -- \"$word\")); return;;\n"
        "    *' --params'|*' --report'|*' --out'|*' --repo'";
    for (program_value const& value : program.values)
        if (value.kind.starts_with("FILE") && has_option(value.name))
            text += "|*' --" + value.name + "'";
    text += ")\n        COMPREPLY=($(compgen -f -- \"$word\")); return;;\n    esac\n"
            "    case \"$command $under \" in\n";
    std::string common, top;
    for (auto const& [command, options] : all) {
        if (command.empty())
            for (std::string const& option : options) add_word(common, option);
        else if (command.find(' ') == command.size() - 1)
            add_word(top, command.substr(0, command.size() - 1));
    }
    auto const arm = [&](std::string const& pattern, std::string const& words) {
        text += "    '" + pattern + "'*) words='" + words + "';;\n";
    };
    for (bool nested : {true, false}) // the longer ones first
        for (auto const& [command, options] : all) {
            if (command.empty() || (command.find(' ') != command.size() - 1) != nested) continue;
            std::string words;
            for (std::string const& option : options) add_word(words, option);
            for (auto const& [other, ignored] : all)
                if (other.size() > command.size() && other.starts_with(command))
                    add_word(words,
                             other.substr(command.size(), other.size() - command.size() - 1));
            arm(command, words + " " + common);
        }
    auto const run = all.find("run ");
    std::string plain = top;
    if (run != all.end())
        for (std::string const& option : run->second) add_word(plain, option);
    text += "    *) words='" + plain + " " + common +
            "';;\n    esac\n"
            "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n";
    return text + "complete -F " + function + " '" + program.name + "'\n";
}

inline std::string fish_completion(program_words const& program, options_by_command const& all) {
    std::string text;
    std::set<std::string> tops;
    for (auto const& [command, options] : all)
        if (!command.empty()) tops.insert(command.substr(0, command.find(' ')));
    std::string const start = "complete -c '" + program.name + "' ";
    for (std::string const& top : tops)
        text += start + "-n __fish_use_subcommand -f -a " + top + "\n";
    for (auto const& [command, options] : all) {
        std::string condition;
        std::string_view rest = command;
        while (!rest.empty()) {
            auto const end = rest.find(' ');
            condition += (condition.empty() ? "__fish_seen_subcommand_from "
                                            : "; and __fish_seen_subcommand_from ") +
                         std::string(rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
        for (std::string const& option : options)
            text += start + (condition.empty() ? "" : "-n '" + condition + "' ") + "-l " +
                    option.substr(2) + "\n";
    }
    return text + start + "-n '__fish_seen_subcommand_from dump' -f -a '" +
           completed_names(program) + "'\n";
}

LEAT_DECL std::string completion_script(std::string_view shell, program_words const& program,
                                        options_by_command const& all) {
    if (shell == "fish") return fish_completion(program, all);
    std::string const bash = bash_completion(program, all);
    return shell == "zsh" ? "autoload -U +X bashcompinit && bashcompinit\n" + bash : bash;
}

} // namespace leat::detail
