// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program.hpp>
#include <leat/repo/errors.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/repo/repo.hpp>
#include <leat/info/errors.hpp>
#include <leat/support/config.hpp>

#include <span>
#include <string>
#include <string_view>

namespace leat::detail {

/// Whether a slice was typed that `resume` takes, too.
LEAT_DECL bool has_slice(typed_command const& typed);

/// The newest run of the pipeline. Throws: `repo_error` when there is none.
LEAT_DECL run_record newest_run(repo const& of, std::string_view pipeline);

/// The run that `resume` goes on with. Throws: `repo_error` when there is none, `usage_error` when
/// it has completed, or was one of a slice that its record does not say, and none is typed.
LEAT_DECL run_record resumed_run(repo const& of, std::string_view pipeline,
                                 typed_command const& typed);

/// What would have been typed for the run that goes on, as one from the beginning.
/// `names`: those of all values of the pipeline. Throws: `usage_error` when that was a part that
/// the pipeline has no more.
LEAT_DECL typed_command as_run_anew(typed_command typed, run_record const& origin,
                                    std::span<std::string_view const> names);

/// What a failed run says, without how to go on in C++.
LEAT_DECL std::string without_code(run_error const& e);

/// How to go on with a run, for people; empty without its id. Of what went wrong before it says
/// nothing.
LEAT_DECL std::string resume_advice(program_words const& program, std::string const& id,
                                    typed_command const& typed);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/resumed_values.ipp>
#endif
