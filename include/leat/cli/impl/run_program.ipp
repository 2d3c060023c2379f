// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_command.hpp>
#include <leat/cli/command_line.hpp>
#include <leat/cli/complaint.hpp>
#include <leat/cli/completion.hpp>
#include <leat/cli/dump_command.hpp>
#include <leat/cli/impl/json_text.ipp>
#include <leat/cli/output_aside.hpp>
#include <leat/cli/program_check.hpp>
#include <leat/cli/quiet_output.hpp>
#include <leat/cli/resumed_values.hpp>
#include <leat/cli/run_command.hpp>
#include <leat/cli/run_program.hpp>
#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/cli/ui_command.hpp>
#include <leat/hooks/units.hpp>
#include <leat/info/errors.hpp>
#include <leat/repo/query.hpp>
#include <leat/repo/query_error.hpp>
#include <leat/session/stop_on_signal.hpp>
#include <leat/view/dot.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/json.hpp>
#include <leat/view/mermaid.hpp>
#include <leat/view/report.hpp>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <iostream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace leat::detail {

/// A pipeline as a program.
class pipeline_program {
public:
    pipeline_program(std::string name, program_parts& parts)
        : parts_(parts), words_(describe_program(parts, std::move(name))) {}

    /// Runs the command that the words say. Returns: the exit code.
    int run(std::vector<std::string> const& words) {
        try {
            command_line line(words_);
            typed_ = line.parse(words);
            find_names(parts_, typed_);
            if (typed_.repo.empty()) typed_.repo = words_.repo;
            out_ = style_for(STDOUT_FILENO, typed_.colours);
            if (typed_.command == "completion") {
                std::cout << completion_script(typed_.shell, words_, line.options());
                return exit_fine;
            }
            int const code = execute();
            if (!std::cout.flush())
                return complain("what it says cannot be written: is the disk full?", exit_failed);
            return code;
        } catch (help_wanted const& help) {
            std::cout << help.text;
            return exit_fine;
        } catch (usage_error const& e) {
            return complain(e.what(), exit_usage);
        } catch (query_error const& e) {
            return complain(e.what(), exit_usage);
        } catch (run_stopped const& e) {
            return complain(e.what() + resume_advice(words_, newest_id(), typed_), exit_stopped);
        } catch (run_error const& e) {
            return complain(without_code(e) + resume_advice(words_, e.run_id(), typed_),
                            exit_failed);
        } catch (std::exception const& e) {
            return complain(e.what(), exit_failed);
        }
    }

private:
    int execute() {
        std::string const& what = typed_.command;
        if (what == "run") return run_pipeline();
        if (what == "plan") return print_plan(planned()), exit_fine;
        if (what == "show") return show();
        if (what == "check") return check();
        if (what == "resume") return resume();
        if (what == "dump") return dump_command(parts_, recorded(), typed_, std::cout), exit_fine;
        if (what == "ui") return ui_command(recorded(), typed_, std::cout), exit_fine;
        if (what.starts_with("runs")) return runs();
        return cache();
    }

    // Commands on the pipeline.
    int run_pipeline() {
        take_values();
        check_program(parts_, words_, typed_);
        display();
        return finish({.what = session_request::task::run,
                       .part = names_of(typed_),
                       .only_missing = typed_.only_missing});
    }

    int resume() {
        run_record const origin = resumed_run(recorded(), words_.pipeline, typed_);
        take_recorded(parts_.options, origin);
        take_values();
        check_program(parts_, words_, as_run_anew(typed_, origin, parts_.names), origin.asked());
        typed_command part = typed_;
        part.from.clear(); // says what runs again, and not what runs
        return finish({.what = session_request::task::resume,
                       .origin = origin.id(),
                       .from = {typed_.from.begin(), typed_.from.end()},
                       .part = names_of(part)});
    }

    /// Runs, and prints what came of it; the report is written whatever that is.
    int finish(session_request request) {
        stop_on_signal const signals;
        std::vector<std::string_view> by_default;
        for (option_row const& row : parts_.options)
            if (!*row.given) by_default.push_back(row.name);
        request.options = {
            .stop = signals.token(), .refresh = typed_.no_cache, .by_default = &by_default};
        request.wanted = typed_.json    ? session_request::values::as_json
                         : typed_.quiet ? session_request::values::none
                                        : session_request::values::as_text;
        std::string id;
        try {
            quiet_output quiet(typed_.quiet);
            output_aside aside(!typed_.quiet && is_terminal(STDERR_FILENO));
            parts_.in_session(typed_, request,
                              [&](run_info const& info, std::span<printed_value const> values) {
                                  quiet.end(), aside.end();
                                  id = info.id;
                                  print_result(info, values, typed_, std::cout, out_);
                              });
        } catch (run_error const& e) {
            report_failed(e.run_id());
            throw;
        } catch (run_stopped const&) {
            report_failed(newest_id());
            throw;
        }
        write_report(id);
        return exit_fine;
    }

    /// What a run would do. Throws: `usage_error`, and what a run throws before it runs a node.
    run_info planned() {
        take_values();
        check_program(parts_, words_, typed_);
        run_info made;
        parts_.in_session(typed_, {.what = session_request::task::plan, .part = names_of(typed_)},
                          [&](run_info const& info, auto) { made = info; });
        return made;
    }
    int check() {
        (void)planned();
        if (typed_.json)
            write_json(std::cout, {{"pipeline", words_.pipeline},
                                   {"nodes", parts_.nodes},
                                   {"values", parts_.names.size()}});
        else if (!typed_.quiet)
            std::cout << "pipeline '" << words_.pipeline
                      << "' can run: " << count_of(parts_.nodes, "node") << ", "
                      << count_of(parts_.names.size(), "value") << "\n";
        return exit_fine;
    }

    int show() {
        if (typed_.dot + typed_.mermaid + typed_.json > 1)
            throw usage_error("'show' takes one of --dot, --mermaid and --json");
        drawing const drawn = [&] {
            try {
                return draw_static(*parts_.graph, parts_.part_of(typed_).holds, parts_.types(),
                                   typed_.types);
            } catch (error const& e) { // a slice names nothing
                throw usage_error(e.what());
            }
        }();
        if (typed_.dot)
            std::cout << dot(drawn);
        else if (typed_.mermaid)
            std::cout << mermaid(drawn);
        else if (typed_.json)
            std::cout << json(drawn) << "\n";
        else
            std::cout << structure_table(drawn, out_);
        return exit_fine;
    }

    // Commands on what was recorded.
    int runs() {
        runs_command const of(recorded(), typed_, std::cout, out_);
        if (typed_.command == "runs show") return of.show(), exit_fine;
        if (typed_.command == "runs compare") return of.compare(), exit_fine;
        if (typed_.command == "runs gc") return of.collect(), exit_fine;
        if (typed_.command == "runs remove") return of.remove(std::cerr) ? exit_fine : exit_failed;
        return of.list(std::cerr), exit_fine;
    }

    int cache() {
        if (typed_.command == "cache explain") return explain();
        int code = exit_fine;
        parts_.with_cache(typed_, [&](cache_source const& cache) {
            cache_command const of(cache, typed_, std::cout, out_);
            if (typed_.command == "cache verify")
                code = of.verify() ? exit_fine : exit_failed;
            else if (typed_.command == "cache remove")
                of.remove(words_.nodes);
            else if (typed_.command == "cache gc")
                of.collect();
            else
                of.list();
        });
        return code;
    }

    int explain() {
        typed_.to = values_named(parts_, typed_.words.at(0));
        run_info plan = planned();
        std::set<std::string> of;
        for (std::string const& name : typed_.to) of.insert(plan.of(name).name);
        std::erase_if(plan.nodes, [&](node_report const& node) { return !of.contains(node.name); });
        print_plan(plan);
        return exit_fine;
    }

    // What they have in common.
    /// A value of each node of the part that was typed; none where that is the whole.
    std::vector<std::string_view> names_of(typed_command const& typed) const {
        std::vector<std::string_view> names;
        program_part const part = parts_.part_of(typed);
        for (std::size_t i = 0; part.sliced && i < part.holds.size(); ++i)
            if (part.holds[i]) names.push_back(parts_.graph->nodes[i].outputs.at(0));
        return names;
    }
    void take_values() { read_options(parts_.options, find_given(words_, typed_)); }
    repo& recorded() { return parts_.runs(typed_); }

    void display() {
        if (!typed_.display) return;
        (typed_.json ? std::cerr : std::cout) << structure_table(whole(), out_) << "\n";
    }
    drawing whole() const {
        return draw_static(*parts_.graph, std::vector<bool>(parts_.graph->nodes.size(), true),
                           parts_.types(), false);
    }
    void print_plan(run_info const& plan) const {
        if (typed_.json)
            std::cout << json(plan) << "\n";
        else
            std::cout << nodes_table(plan, out_);
    }

    // Where there is none, nothing.
    std::string newest_id() noexcept try {
        return newest_run(recorded(), words_.pipeline).id();
    } catch (...) {
        return {};
    }
    /// Of a run that has ended in whatever way.
    void write_report(std::string const& id) {
        if (!typed_.report || id.empty()) return;
        report(*typed_.report, recorded().run(id).details());
        if (!typed_.json && !typed_.quiet) std::cerr << "report: " << *typed_.report << "\n";
    }

    // Why the run failed comes first.
    void report_failed(std::string const& id) {
        try {
            write_report(id);
        } catch (std::exception const& e) {
            (void)complain(e.what(), exit_failed);
        }
    }

    int complain(std::string const& what, exit_code code) const {
        detail::complain(words_.name, what, typed_.colours);
        return code;
    }

    program_parts& parts_;
    program_words words_;
    typed_command typed_{};
    text_style out_{};
};

LEAT_DECL int run_program(int argc, char** argv, program_parts& parts) {
    std::string const name =
        argc > 0 ? std::filesystem::path(argv[0]).filename().string() : std::string();
    return pipeline_program(name.empty() ? "app" : name, parts)
        .run({argv + (argc > 0 ? 1 : 0), argv + argc});
}

} // namespace leat::detail
