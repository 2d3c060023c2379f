// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/cache_command.hpp>
#include <leat/cli/command_line.hpp>
#include <leat/cli/complaint.hpp>
#include <leat/cli/completion.hpp>
#include <leat/cli/dump_command.hpp>
#include <leat/cli/given_services.hpp>
#include <leat/cli/program_check.hpp>
#include <leat/cli/resumed_values.hpp>
#include <leat/cli/run_command.hpp>
#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/cli/ui_command.hpp>
#include <leat/cli/values.hpp>
#include <leat/run/stop_on_signal.hpp>

#include <array>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace leat::detail {

/// A pipeline as a program.
template <auto const& P, class... Given>
class program {
    using info = typed_values_of<P, std::remove_cvref_t<Given>...>;
    using values_type = typed_values<P, typename info::indices>;
    using services_type = given_services<std::remove_reference_t<Given>...>;

public:
    explicit program(std::string name, std::remove_reference_t<Given>&... given)
        : words_(describe_program<P, values_type, services_type>(std::move(name))),
          services_(given...) {}

    /// Runs the command that the words say. Returns: the exit code.
    int run(std::vector<std::string> const& words) {
        try {
            command_line line(words_);
            typed_ = line.parse(words);
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
        if (what == "dump") return dump_command<P>(recorded(), typed_, std::cout), exit_fine;
        if (what == "ui") return ui_command(recorded(), typed_, std::cout), exit_fine;
        if (what.starts_with("runs")) return runs();
        return cache();
    }

    // Commands on the pipeline.

    int run_pipeline() {
        take_values();
        check_program<P, info>(words_, typed_, values_, existing());
        display();
        return finish([&](auto const& app, auto const&... arguments) {
            return with_slices([&](auto const&... slices) {
                if constexpr (services_type::has_catalog)
                    return app.run(arguments..., slices...,
                                   only_missing_argument{typed_.only_missing});
                else
                    return app.run(arguments..., slices...);
            });
        });
    }

    int resume() {
        run_record const origin = resumed_run(recorded(), words_.pipeline, typed_);
        values_.for_each([&](std::string_view name, auto& value, bool& given) {
            take_recorded(origin, name, value, given);
        });
        take_values();
        check_program<P, info>(words_, as_run_anew<P>(typed_, origin), values_, existing(),
                               origin.asked());
        return finish([&](auto const& app, auto const&... arguments) {
            return with_slices([&](auto const&... slices) {
                return app.resume(std::string_view(origin.id()), arguments..., slices...);
            });
        });
    }

    /// Runs, and prints what came of it; the report is written whatever that is.
    template <class Run>
    int finish(Run const& run) {
        stop_on_signal const signals;
        std::vector<std::string_view> by_default;
        values_.for_each([&](std::string_view name, auto&, bool given) {
            if (!given) by_default.push_back(name);
        });
        run_options options{
            .stop = signals.token(), .refresh = typed_.no_cache, .by_default = &by_default};
        std::string id;
        try {
            with_arguments([&](auto const& app, auto const&... arguments) {
                auto const result = run(app, arguments..., options);
                id = result.info().id;
                print_result<P>(result, typed_, std::cout, out_);
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
        check_program<P, info>(words_, typed_, values_, existing());
        run_info made;
        with_arguments([&](auto const& app, auto const&... arguments) {
            made = with_slices(
                [&](auto const&... slices) { return app.plan(arguments..., slices...); });
        });
        return made;
    }
    int check() {
        (void)planned();
        if (typed_.json)
            write_json(std::cout, {{"pipeline", words_.pipeline},
                                   {"nodes", graph<P>.nodes()},
                                   {"values", graph<P>.size()}});
        else if (!typed_.quiet)
            std::cout << "pipeline '" << words_.pipeline
                      << "' can run: " << count_of(graph<P>.nodes(), "node") << ", "
                      << count_of(graph<P>.size(), "value") << "\n";
        return exit_fine;
    }

    int show() {
        if (typed_.dot + typed_.mermaid + typed_.json > 1)
            throw usage_error("'show' takes one of --dot, --mermaid and --json");
        drawing const drawn = with_slices([&](auto const&... slices) {
            try {
                return draw<P>(slices..., view_options{.types = typed_.types});
            } catch (error const& e) { // a slice names nothing
                throw usage_error(e.what());
            }
        });
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
        if (typed_.command == "runs remove") return of.remove(std::cerr) ? exit_fine : exit_failed;
        return of.list(std::cerr), exit_fine;
    }

    int cache() {
        if (typed_.command == "cache explain") return explain();
        return services_.template with_session<P>(typed_, [&](auto const& app) -> int {
            auto const view = app.cache();
            cache_command const of(view, typed_, std::cout, out_);
            if (typed_.command == "cache verify") return of.verify() ? exit_fine : exit_failed;
            if (typed_.command == "cache remove") return of.remove(), exit_fine;
            if (typed_.command == "cache gc") return of.collect(), exit_fine;
            return of.list(), exit_fine;
        });
    }

    int explain() {
        std::string const name = typed_.words.at(0);
        (void)typed_name<P>(name);
        typed_.to = {name};
        run_info plan = planned();
        std::string const of = plan.of(name).name;
        std::erase_if(plan.nodes, [&](node_report const& node) { return node.name != of; });
        print_plan(plan);
        return exit_fine;
    }

    // What they have in common.

    /// What the catalog holds, where that decides what runs.
    auto existing() {
        std::array<bool, counts_of<P>.values> none{};
        return typed_.only_missing ? services_.template existing<P>() : none;
    }
    void take_values() { values_.take(find_given(words_, typed_)); }
    repo& recorded() { return services_.runs(typed_); }

    template <class Call>
    auto with_slices(Call const& call) const {
        return call(listed<slice_kind::only>(typed_.only), listed<slice_kind::from>(typed_.from),
                    listed<slice_kind::to>(typed_.to), listed<slice_kind::tagged>(typed_.tagged),
                    listed<slice_kind::namespaced>(typed_.namespaced));
    }

    /// Calls `call(session, values...)` with what the program binds and what was typed.
    template <class Call>
    void with_arguments(Call const& call) {
        services_.template with_session<P>(typed_, [&](auto const& app) {
            services_.with_bindings([&](auto const&... bound) {
                values_.bind([&](auto const&... typed) { call(app, bound..., typed...); });
            });
        });
    }

    void display() {
        if (!typed_.display) return;
        (typed_.json ? std::cerr : std::cout) << structure_table(draw<P>(), out_) << "\n";
    }
    void print_plan(run_info const& plan) const {
        if (typed_.json)
            std::cout << json(plan) << "\n";
        else
            std::cout << nodes_table(plan, out_);
    }

    // While something else is said: where there is none, nothing.
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

    program_words words_;
    typed_command typed_{};
    text_style out_{};
    values_type values_{};
    services_type services_;
};

} // namespace leat::detail
