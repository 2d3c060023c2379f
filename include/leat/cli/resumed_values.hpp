// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/typed_command.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/repo/repo.hpp>
#include <leat/run/given.hpp>
#include <leat/serial/serializable.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// Whether a slice was typed that `resume` takes, too.
inline bool has_slice(typed_command const& typed) {
    return !typed.only.empty() || !typed.to.empty() || !typed.tagged.empty() ||
           !typed.namespaced.empty();
}

/// The run that `resume` goes on with. Throws: `repo_error` when there is none, `usage_error` when
/// it was one of a slice and none is typed.
inline run_record resumed_run(repo const& of, std::string_view pipeline,
                              typed_command const& typed) {
    run_record run =
        typed.words.empty() ? run_origin::last_unfinished(of, pipeline) : of.run(typed.words[0]);
    if (run.sliced() && !has_slice(typed))
        throw usage_error("run '" + run.id() + "' was one of a part of the pipeline, which its " +
                          "record does not say; give the part again, as with --to or --only");
    return run;
}

/// How to go on with a run that was begun by what was typed, for people; empty without its id.
inline std::string resume_advice(std::string const& program, std::string const& id,
                                 typed_command const& typed) {
    bool const from = typed.command != "resume" && !typed.from.empty(); // says another thing there
    if (id.empty() || from) return {};
    std::string words = "; to go on: " + program + " resume " + id;
    auto const add = [&](char const* option, std::vector<std::string> const& names) {
        for (std::string const& name : names) words.append(option).append(name);
    };
    add(" --only ", typed.only);
    add(" --to ", typed.to);
    add(" --tag ", typed.tagged);
    add(" --namespace ", typed.namespaced);
    return words;
}

/// What the run was given goes before the default; what it has not kept is to be given again.
template <class T>
void take_recorded(run_record const& from, std::string_view name, T& value, bool& given) {
    using kept_type = typename given_as<T>::type;
    if constexpr (serializable<kept_type>) {
        for (run_value const& kept : from.values())
            if (kept.name == name) {
                value = T(from.value<kept_type>(name));
                given = true;
            }
    }
}

} // namespace leat::detail
