// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/command_line.hpp>
#include <leat/cli/impl/command_options.ipp>
#include <leat/cli/impl/help.ipp>
#include <leat/support/nearest.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// The commands and options of a program, on CLI11.
class command_line::parser {
public:
    explicit parser(program_words const& program) : program_(program) {
        command_options(program, app_, to_);
        app_.allow_extras();
    }

    /// Throws: `usage_error`, `help_wanted`.
    typed_command parse(std::vector<std::string> words) {
        if (is_for_run(words)) {
            words.insert(words.begin(), "run");
            no_command_in_list(words);
        }
        words = with_empty_values(std::move(words));
        known_command(words);
        std::vector<std::string> reversed(words.rbegin(), words.rend()); // as CLI11 takes them
        try {
            app_.parse(reversed);
        } catch (CLI::CallForHelp const&) {
            throw help_wanted{help()};
        } catch (CLI::ParseError const& e) {
            unknown_option(*chosen(), words);
            throw usage_error(sentence(e) + "; see '" + program_.name + " " + path_of(*chosen()) +
                              "--help'");
        }
        CLI::App* const sub = chosen();
        for (std::string const& word : app_.remaining(true)) unexpected(*sub, word);
        to_.command = command_of(*sub);
        return to_;
    }

    /// Of every command its options: for completion, and for the nearest one.
    options_by_command options() const {
        options_by_command all;
        auto const add = [&](CLI::App const* one, auto const& self) -> void {
            auto& names = all[path_of(*one)];
            for (CLI::Option const* option : one->get_options())
                for (std::string const& name : option->get_lnames()) names.push_back("--" + name);
            for (CLI::App const* sub : one->get_subcommands({})) self(sub, self);
        };
        add(&app_, add);
        return all;
    }

private:
    bool is_command(std::string const& word) const {
        for (CLI::App const* sub : app_.get_subcommands({}))
            if (sub->get_name() == word) return true;
        return false;
    }

    static bool is_help(std::string const& word) { return word == "--help" || word == "-h"; }

    /// The first word that is no option that all commands take.
    std::size_t first_word(std::vector<std::string> const& words) const {
        std::size_t i = 0;
        for (; i < words.size(); ++i) {
            CLI::Option const* const option =
                app_.get_option_no_throw(words[i].substr(0, words[i].find('=')));
            if (option == nullptr || !words[i].starts_with('-') || is_help(words[i])) break;
            if (option->get_expected_max() > 0 && words[i].find('=') == std::string::npos) ++i;
        }
        return std::min(i, words.size());
    }

    /// Whether nothing says which command is meant: before one may stand only what all take.
    bool is_for_run(std::vector<std::string> const& words) const {
        std::size_t const i = first_word(words);
        return i == words.size() || (words[i].starts_with('-') && !is_help(words[i]));
    }

    /// With `--title=` as two words, the second of which is empty: CLI11 sees no value in it.
    static std::vector<std::string> with_empty_values(std::vector<std::string> words) {
        for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i)
            if (words[i].starts_with("--") && words[i].find('=') == words[i].size() - 1) {
                words[i].pop_back();
                words.insert(words.begin() + static_cast<std::ptrdiff_t>(++i), std::string());
            }
        return words;
    }

    void known_command(std::vector<std::string> const& words) const {
        std::size_t const at = first_word(words);
        if (at == words.size() || words[at].starts_with('-')) return;
        expect_command(app_, words[at]);
        CLI::App const* const sub = app_.get_subcommand(words[at]);
        if (at + 1 == words.size() || words[at + 1].starts_with('-')) return;
        if (!sub->get_subcommands({}).empty()) expect_command(*sub, words[at + 1]);
    }
    // A list takes all that follows it, as `*.csv` may stand for many words; but not a command.
    void no_command_in_list(std::vector<std::string> const& words) const {
        CLI::App const& run = *app_.get_subcommand("run");
        std::string list; // the option of the list in which a word would be
        bool is_first = false;
        for (std::string const& word : words) {
            if (word == "--") return;
            if (!word.starts_with("--")) {
                if (!list.empty() && !is_first && is_command(word))
                    throw usage_error("'" + word + "' would be a value of '" + list +
                                      "' there; a command goes before its options; as a value "
                                      "it may stand after 'run'");
                is_first = false;
                continue;
            }
            std::string const name = word.substr(0, word.find('='));
            CLI::Option const* const option = run.get_option_no_throw(name);
            bool const is_list = option && option->get_expected_max() == command_options::many;
            list = is_list ? name : "";
            is_first = name == word;
        }
    }
    void expect_command(CLI::App const& of, std::string const& word) const {
        auto const subs = of.get_subcommands({});
        for (CLI::App const* sub : subs)
            if (sub->get_name() == word) return;
        std::size_t const near = nearest(word, subs.size(), [&](std::size_t i) {
            return std::string_view(subs[i]->get_name());
        });
        throw usage_error("'" + word + "' is no command of '" + program_.name + "'" +
                          (near == npos ? "; see '" + program_.name + " --help'"
                                        : "; did you mean '" + command_of(*subs[near]) + "'?"));
    }

    // Before what CLI11 says, which may take its value for something else.
    void unknown_option(CLI::App const& sub, std::vector<std::string> const& words) const {
        for (std::string const& word : words) {
            if (word == "--") return;
            std::string const name = word.substr(0, word.find('='));
            if (word.starts_with("--") && !sub.get_option_no_throw(name) &&
                !app_.get_option_no_throw(name))
                unexpected(sub, word);
        }
    }

    [[noreturn]] void unexpected(CLI::App const& sub, std::string const& word) const {
        std::vector<std::string> names;
        for (auto const& [path, options] : options())
            if (path == path_of(sub) || path.empty())
                names.insert(names.end(), options.begin(), options.end());
        std::string const option = word.substr(0, word.find('='));
        std::size_t const near =
            word.starts_with('-')
                ? nearest(option, names.size(),
                          [&](std::size_t i) { return std::string_view(names[i]); })
                : npos;
        std::string const command = program_.name + " " + command_of(sub);
        auto const& untyped = program_.untyped;
        if (word.starts_with("--") && std::ranges::find(untyped, option.substr(2)) != untyped.end())
            throw usage_error("'" + command + "' does not take '" + word + "': it is of a type " +
                              "that cannot be typed, or the program gives it");
        throw usage_error("'" + command + "' does not take '" + word + "'" +
                          (option == "--keep-runs" && command_of(sub) == "cache gc"
                               ? "; for runs there is '" + program_.name + " runs gc'"
                           : near != npos     ? "; did you mean '" + names[near] + "'?"
                           : is_command(word) ? "; a command goes before its options"
                                              : "; see '" + command + " --help'"));
    }

    /// The command that was typed, as far as that is known.
    CLI::App* chosen() {
        CLI::App* at = &app_;
        for (;;) {
            auto const subs = at->get_subcommands();
            if (subs.empty()) return at;
            at = subs.front();
        }
    }

    /// `runs list `, with a blank at its end; empty for the program itself.
    static std::string path_of(CLI::App const& app) {
        if (app.get_parent() == nullptr) return {};
        return path_of(*app.get_parent()) + app.get_name() + " ";
    }

    static std::string command_of(CLI::App const& app) {
        std::string path = path_of(app);
        if (!path.empty()) path.pop_back();
        return path;
    }

    std::string help() {
        CLI::App* const sub = chosen();
        std::string const path = program_.name + (sub == &app_ ? "" : " " + command_of(*sub));
        std::string text = help_text(*sub, app_, *app_.get_subcommand("run"), path);
        if (sub == &app_)
            text += "\nMore: " + path + " COMMAND --help. What else a run takes: " + path +
                    " run --help\n";
        return text;
    }

    // What CLI11 says, in our words where that is not one clear sentence.
    static std::string sentence(CLI::ParseError const& e) {
        std::string text = e.what();
        std::replace(text.begin(), text.end(), '\n', ' ');
        while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
        std::string const name = text.substr(0, text.find(": "));
        if (e.get_name() == "ArgumentMismatch") {
            if (text.find("At Most") != text.npos) return name + " is given twice; give it once";
            return name + ": a value is missing";
        }
        if (auto const is = text.find(" = "); name == "Could not convert" && is != text.npos)
            return text.substr(name.size() + 2, is - name.size() - 2) + ": '" +
                   text.substr(is + 3) + "' is no number that it takes";
        return text;
    }

    program_words const& program_;
    typed_command to_{};
    CLI::App app_{program_.doc, program_.name};
};

LEAT_DECL command_line::command_line(program_words const& program)
    : parser_(std::make_unique<parser>(program)) {}
LEAT_DECL command_line::~command_line() = default;
LEAT_DECL typed_command command_line::parse(std::vector<std::string> words) {
    return parser_->parse(std::move(words));
}
LEAT_DECL options_by_command command_line::options() const { return parser_->options(); }

} // namespace leat::detail
