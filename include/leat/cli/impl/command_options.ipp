// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/impl/help.ipp>
#include <leat/cli/program.hpp>
#include <leat/cli/read_text.hpp>
#include <leat/cli/typed_command.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// Tells CLI11 of the commands of a program and of their options, which go to a `typed_command`.
class command_options {
public:
    /// How many values the option of a list takes, where it takes all that follow.
    static constexpr int many = 1'000'000;

    command_options(program_words const& program, CLI::App& app, typed_command& to)
        : program_(program), app_(app), to_(to) {
        app_.require_subcommand(1);
        app_.set_help_flag("-h,--help", "Show this help")->group(everywhere);
        common(app_);
        auto& run = command("run", "Run the pipeline; 'run' may be left out");
        values(run);
        slices(run);
        missing(run);
        running(run);
        run.add_flag("--display", to_.display, "Show the pipeline before it runs");
        run.add_flag("--display-cache", to_.display_cache,
                     "Show afterwards what ran, what was in the cache, and why");
        auto& plan = command("plan", "Show what a run would do, and why; run nothing");
        values(plan);
        slices(plan);
        auto& show = command("show", "Show the pipeline");
        slices(show);
        show.add_flag("--types", to_.types, "Show the types of values, too");
        show.add_flag("--dot", to_.dot,
                      "Draw it, as text for Graphviz: " + program_.name +
                          " show --dot | dot -Tsvg > graph.svg");
        show.add_flag("--mermaid", to_.mermaid, "Draw it, as text for Mermaid");
        auto& check = command("check", "Say whether a run could begin; run nothing");
        values(check);
        slices(check);
        auto& resume = command("resume", "Go on with a run that did not complete");
        resume
            .add_option(
                "ID", to_.words,
                "The run, or how its id begins or ends; without it the last that did not complete")
            ->expected(0, 1);
        values(resume);
        name(resume, "--from", to_.from, "Run the nodes of these values, and what follows, anew");
        char const* const again = "This part, and not that of the run; as for 'run'";
        name(resume, "--only", to_.only, again);
        name(resume, "--to", to_.to, again);
        name(resume, "--tag", to_.tagged, again);
        name(resume, "--namespace", to_.namespaced, again);
        running(resume);
        runs_commands();
        cache_commands();
        auto& dump = command("dump", "Print a value that a run has kept, or write it to a file");
        dump.add_option("NODE", to_.words, "The value, as 'show' names it")
            ->expected(1)
            ->required();
        dump.add_option("--run", to_.run, "From this run; without it the newest that has the value")
            ->type_name("ID");
        dump.add_option("--format", to_.format,
                        "xml, text or binary (archives of Boost), or shown: for people")
            ->check(CLI::IsMember({"xml", "text", "binary", "shown"}))
            ->type_name("FORMAT")
            ->default_str("xml");
        dump.add_option("--out,-o", to_.out, "Write it to this file")->type_name("FILE");
        auto& ui = command("ui", "Show the runs in a browser, until Ctrl-C");
        ui.add_option("--port", to_.port,
                      "The port, on this machine alone; 0 takes one that is free")
            ->check(CLI::Range(0, 65535))
            ->type_name("PORT")
            ->default_str("0");
        ui.add_flag("--writable", to_.writable, "Let the browser remove runs, too");
        auto& completion = command("completion", "Print a script for the Tab key: . <(" +
                                                     program_.name + " completion)");
        completion.add_option("SHELL", to_.shell, "bash, zsh or fish; without it bash")
            ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    }

private:
    CLI::App& command(std::string const& name, std::string const& text, CLI::App* under = nullptr) {
        CLI::App& made = *(under ? under : &app_)->add_subcommand(name, text);
        made.fallthrough();
        made.allow_extras();
        return made;
    }

    void common(CLI::App& app) {
        if (!program_.has_repo)
            app.add_option("--repo", to_.repo,
                           "The folder with the runs and the cache; also " +
                               repo_variable(program_.pipeline))
                ->type_name("FOLDER")
                ->envname(repo_variable(program_.pipeline))
                ->group(everywhere)
                ->default_str(program_.repo);
        app.add_flag("--json", to_.json, "Print JSON, for programs")->group(everywhere);
        app.add_option_function<std::string>(
               "--color",
               [&to = to_](std::string const& when) {
                   to.colours = when == "always"  ? colour_choice::always
                                : when == "never" ? colour_choice::never
                                                  : colour_choice::automatic;
               },
               "Colours: auto, always or never; auto heeds NO_COLOR")
            ->type_name("WHEN")
            ->default_str("auto")
            ->group(everywhere)
            ->check(CLI::IsMember({"auto", "always", "never"}));
    }

    void values(CLI::App& to) {
        // A list takes what follows it, but not where that may be an id or the name of a node.
        int const most =
            to.get_options([](CLI::Option const* one) { return one->get_positional(); }).empty()
                ? many
                : CLI::detail::expected_max_vector_size; // to CLI11 one after each option
        std::string others;
        for (program_value const& value : program_.values) {
            if (!has_option(value.name)) {
                others +=
                    "\n  " + option_text(value.name) + (value.doc.empty() ? "" : "  ") + value.doc;
                continue;
            }
            auto* const option =
                to.add_option("--" + value.name, to_.values[value.name], value.doc);
            bool const is_flag = value.kind == "true|false";
            option->type_name(value.kind)->group(value.required ? "Inputs" : "Parameters");
            option->allow_extra_args(false); // nor does [a,b] stand for two
            if (value.list)
                option->expected(1, most);
            else if (is_flag)
                option->expected(0, 1);
            else
                option->expected(1);
            if (!value.list) option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
            // Of an option that may lack its value this is what it then is: --strict is true.
            option->default_str(is_flag ? "true" : value.text);
            if (is_flag) option->description(with_default(value.doc, value.text));
        }
        if (!others.empty()) others = "Without an option of their own:" + others + "\n\n";
        if (!program_.untyped.empty()) {
            others += "Not given here (the program gives it, or its type cannot be typed):";
            for (std::string const& name : program_.untyped) others += "\n  " + name;
            others += "\n\n";
        }
        if (!program_.values.empty())
            to.footer(
                others + "Each of them may also be set by a variable, as " +
                environment_name(program_.pipeline, program_.values[0].name) +
                ", or by a file; what is\ntyped goes before the variable, that before the "
                "file, that before the default." +
                (to.get_name() == "resume" ? "\nWithout any of these it is as in that run." : ""));
        to.add_option("--set", to_.set, "Set any input or parameter by its name")
            ->type_name("NAME=VALUE")
            ->allow_extra_args(false);
        to.add_option("--params", to_.params_file, "Take values from a file, .json or .toml")
            ->type_name("FILE");
    }

    static void name(CLI::App& to, char const* option, std::vector<std::string>& into,
                     char const* text) {
        to.add_option(option, into, text)
            ->type_name("NAME,...")
            ->allow_extra_args(false)
            ->group("A part of the pipeline");
    }

    void slices(CLI::App& to) {
        name(to, "--only", to_.only, "Only the nodes that make these values");
        name(to, "--from", to_.from, "The nodes of these values, and all that follows");
        name(to, "--to", to_.to, "The nodes of these values, and all that they need");
        name(to, "--tag", to_.tagged, "The nodes with one of these tags");
        name(to, "--namespace", to_.namespaced, "The nodes in one of these namespaces");
    }
    void missing(CLI::App& to) {
        if (program_.has_catalog)
            to.add_flag("--only-missing", to_.only_missing,
                        "Do not make again what is stored and exists")
                ->group("A part of the pipeline");
    }

    void running(CLI::App& to) {
        if (program_.takes_jobs)
            to.add_option("--jobs,-j", to_.jobs, "How many nodes may run at once")
                ->check(CLI::Range(1, 1024))
                ->type_name("COUNT")
                ->default_str("1");
        to.add_flag("--no-cache", to_.no_cache, "Run every node, whatever is in the cache");
        to.add_option("--report", to_.report, "Write a page about the run, for a browser")
            ->type_name("FILE");
        to.add_flag("--quiet,-q", to_.quiet, "Print nothing but errors");
    }

    void runs_commands() {
        auto& runs = command("runs", "List, show, compare or remove runs");
        runs.require_subcommand(0, 1);
        auto& list = command("list", "List runs, the newest first", &runs);
        list.add_option("QUERY", to_.words,
                        "Only runs like that, as in \"ridge > 0.1 and status == 'completed'\"")
            ->expected(0, 1);
        read<std::size_t>(list, "--limit", to_.limit, "At most so many; 0 for all")
            ->type_name("COUNT")
            ->default_str("20");
        auto& show = command("show", "Show what a run did", &runs);
        show.add_option("ID", to_.words,
                        "The run, or how its id begins or ends; without it the newest")
            ->expected(0, 1);
        show.add_option("--report", to_.report, "Write a page about it, for a browser")
            ->type_name("FILE");
        show.add_flag("--dot", to_.dot, "Draw it, as text for Graphviz");
        show.add_flag("--mermaid", to_.mermaid, "Draw it, as text for Mermaid");
        auto& remove = command("remove", "Remove runs, and what only they needed", &runs);
        remove.add_option("ID", to_.words, "The runs, or how their ids begin or end")
            ->required()
            ->expected(CLI::detail::expected_max_vector_size);
        auto& compare = command("compare", "Show in what two runs differ", &runs);
        compare
            .add_option("ID", to_.words,
                        "The two runs, or how their ids begin or end; 'latest' is the newest")
            ->required()
            ->expected(2);
        compare.add_option("--report", to_.report, "Write a page about the first beside the other")
            ->type_name("FILE");
        auto& gc = command("gc", "Remove runs that are old or too much; the newest stays", &runs);
        limits(gc, "Keep runs with values of at most so much in all, as 500MB or 2GB",
               "Remove runs that ended before so long, as 12h or 7d");
        read<std::size_t>(gc, "--keep-runs", to_.keep_runs, "Keep so many runs, the newest")
            ->type_name("COUNT");
    }

    void cache_commands() {
        auto& cache = command("cache", "List, explain, verify or remove what is in the cache");
        cache.require_subcommand(0, 1);
        auto& list = command("list", "List its entries, the newest first", &cache);
        list.add_option("NODE", to_.words, "Only entries of this node")->expected(0, 1);
        auto& explain = command("explain", "Say why a node would run, or would not", &cache);
        explain.add_option("NODE", to_.words, "The node, by a value that it makes")
            ->expected(1)
            ->required();
        values(explain);
        command("verify", "Read all of it, and say what is damaged", &cache);
        auto& remove = command("remove", "Remove the entries of nodes", &cache);
        remove.add_option("NODE", to_.words, "The nodes, by values that they make")
            ->expected(CLI::detail::expected_max_vector_size);
        remove.add_flag("--all", to_.all, "Remove those of all nodes");
        limits(command("gc", "Remove entries that are old or too much; runs stay", &cache),
               "Keep entries of at most so much in all, as 500MB or 2GB",
               "Remove entries that were not used for so long, as 12h or 7d");
    }

    void limits(CLI::App& gc, char const* size, char const* age) {
        read<byte_count>(gc, "--max-bytes", to_.max_bytes, size)->type_name("SIZE");
        read<past_time>(gc, "--older-than", to_.older_than, age)->type_name("TIME");
        gc.add_flag("--dry-run", to_.dry_run, "Show what would be removed; remove nothing");
    }

    /// An option that `read_text` reads as a T. What it calls outlives this object.
    template <class T, class Into>
    static CLI::Option* read(CLI::App& to, std::string const& name, Into& into,
                             std::string const& what) {
        return to.add_option_function<std::string>(
            name,
            [&into, name](std::string const& text) {
                T value{};
                if (said const wrong = read_text(text, value))
                    throw CLI::ValidationError(name, "'" + text + "' " + *wrong);
                into = value;
            },
            what);
    }

    static constexpr char const* everywhere = "Everywhere";

    program_words const& program_;
    CLI::App& app_;
    typed_command& to_;
};

} // namespace leat::detail
