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

/// The run that `resume` goes on with. Throws: `repo_error` when there is none.
inline run_record resumed_run(repo const& of, std::string_view pipeline,
                              typed_command const& typed) {
    if (typed.words.empty()) return run_origin::last_unfinished(of, pipeline);
    return of.run(typed.words[0]);
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
