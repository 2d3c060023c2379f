// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/dump_command.hpp>
#include <leat/cli/impl/json_text.ipp>
#include <leat/cli/name_list.hpp>
#include <leat/repo/errors.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/nearest.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

LEAT_DECL run_record run_with(repo const& of, std::string const& id, std::string_view pipeline,
                              std::string_view name) {
    if (!id.empty()) return of.run(id);
    for (run_record const& run : of.runs()) {
        if (run.pipeline() != pipeline) continue;
        for (run_value const& value : run.values())
            if (value.name == name) return run;
    }
    throw repo_error("no run has kept value '" + std::string(name) +
                     "': it was taken from the cache or is in a dataset, or there was no run; "
                     "'runs list' shows the runs");
}

LEAT_DECL std::size_t value_named(program_parts const& program, std::string const& name) {
    auto const& names = program.names;
    if (auto const at = std::ranges::find(names, name); at != names.end())
        return static_cast<std::size_t>(at - names.begin());
    std::size_t const near = nearest(name, names.size(), [&](std::size_t v) { return names[v]; });
    throw usage_error("pipeline '" + program.graph->pipeline + "' has no value named '" + name +
                      "'" +
                      (near == npos ? "" : "; did you mean '" + std::string(names[near]) + "'?"));
}

LEAT_DECL std::vector<std::string> values_named(program_parts const& program,
                                                std::string const& word) {
    std::vector<std::string> names = names_in(word, program.names);
    if (names.empty()) names.push_back(word);
    for (std::string const& name : names) (void)value_named(program, name);
    return names;
}

/// One value of a run.
inline void dump_value(program_parts const& program, repo const& of, typed_command const& typed,
                       std::string const& name, std::ostream& out) {
    std::size_t const v = value_named(program, name);
    run_record const run = run_with(of, typed.run, program.graph->pipeline, name);
    bool const as_json = typed.json && !typed.out;
    dumped_value const dumped = program.dump(v, run, as_json ? "json" : typed.format);
    if (as_json)
        return write_json(out, {{"name", name},
                                {"run", run.id()},
                                {"value", json_value::parse(to_json(dumped.json).dump())}});
    std::string const& text = dumped.bytes;
    if (!typed.out) {
        out << text;
        return;
    }
    atomic_file to(*typed.out);
    to.stream() << text;
    to.commit();
    if (typed.json)
        write_json(
            out, {{"name", name}, {"run", run.id()}, {"file", *typed.out}, {"bytes", text.size()}});
    else
        out << name << ": " << text.size() << " bytes in " << *typed.out << "\n";
}

LEAT_DECL void dump_command(program_parts const& program, repo const& of,
                            typed_command const& typed, std::ostream& out) {
    std::vector<std::string> const names = values_named(program, typed.words.at(0));
    bool const in_lines = typed.format == "shown" && !typed.json && !typed.out;
    if (names.size() > 1 && !in_lines)
        throw usage_error("'" + typed.words[0] + "' are " + std::to_string(names.size()) +
                          " values, and this takes one: name '" + names.front() + "' or '" +
                          names.back() + "'; all of them go with --format shown");
    for (std::string const& name : names) {
        if (names.size() > 1) out << name << ": ";
        dump_value(program, of, typed, name, out);
    }
}

} // namespace leat::detail
