// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program.hpp>
#include <leat/repo/errors.hpp>
#include <leat/cli/resumed_values.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/repo/repo.hpp>
#include <leat/info/errors.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

LEAT_DECL bool has_slice(typed_command const& typed) {
    return !typed.only.empty() || !typed.to.empty() || !typed.tagged.empty() ||
           !typed.namespaced.empty();
}

LEAT_DECL run_record newest_run(repo const& of, std::string_view pipeline) {
    if (auto newest = of.latest(pipeline)) return *std::move(newest);
    throw repo_error("there is no run of pipeline '" + std::string(pipeline) + "' in " +
                     of.describe());
}

LEAT_DECL run_record resumed_run(repo const& of, std::string_view pipeline,
                                 typed_command const& typed) {
    run_record run = typed.words.empty()          ? run_origin::last_unfinished(of, pipeline)
                     : typed.words[0] == "latest" ? newest_run(of, pipeline)
                                                  : of.run(typed.words[0]);
    if (run.pipeline() != pipeline) return run; // which is told by who goes on with it
    if (run.status() == run_status::completed && typed.from.empty())
        throw usage_error("run '" + run.id() + "' has completed, so there is nothing to go on " +
                          "with; name what is to run again: resume " + run.id() + " --from NODE");
    if (run.sliced() && !run.slice() && !has_slice(typed))
        throw usage_error("run '" + run.id() + "' was one of a part of the pipeline, which its " +
                          "record does not say; give the part again, as with --to or --only");
    return run;
}

LEAT_DECL typed_command as_run_anew(typed_command typed, run_record const& origin,
                                    std::span<std::string_view const> names) {
    if (auto part = origin.slice(); part && !has_slice(typed)) {
        for (std::string const& name : *part)
            if (std::ranges::find(names, name) == names.end())
                throw usage_error("run '" + origin.id() + "' was one of a part of the pipeline " +
                                  "with '" + name + "', which the pipeline has no more; give the " +
                                  "part again, as with --to or --only");
        typed.only = *std::move(part);
        typed.only.insert(typed.only.end(), typed.from.begin(), typed.from.end());
    }
    typed.from.clear(); // says what runs again, and not what runs
    return typed;
}

LEAT_DECL std::string without_code(run_error const& e) {
    std::string text = e.what();
    std::string const code = "; to resume: " + e.advice();
    if (!e.advice().empty() && text.ends_with(code)) text.resize(text.size() - code.size());
    return text;
}

/// As a shell reads it as one word.
inline std::string shell_word(std::string const& text) {
    if (!text.empty() &&
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "0123456789_-./+:=@,%") == text.npos)
        return text;
    std::string quoted = "'";
    for (char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
    return quoted + "'";
}

LEAT_DECL std::string resume_advice(program_words const& program, std::string const& id,
                                    typed_command const& typed) {
    if (id.empty()) return {};
    std::string words = "; to go on: " + program.name + " resume " + id;
    if (typed.repo != program.repo) words += " --repo " + shell_word(typed.repo);
    return words;
}

} // namespace leat::detail
