// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program_parts.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/repo/repo.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

// `dump NODE`: a value that a run has kept.

namespace leat::detail {

/// The run that was asked for, or the newest of the pipeline that has kept the value.
LEAT_DECL run_record run_with(repo const& of, std::string const& id, std::string_view pipeline,
                              std::string_view name);

/// The place of the value of that name. Throws: `usage_error`, with the nearest.
LEAT_DECL std::size_t value_named(program_parts const& program, std::string const& name);

/// The values that a word names: one, or those of a node, as leat prints its name. Throws: as
/// `value_named`.
LEAT_DECL std::vector<std::string> values_named(program_parts const& program,
                                                std::string const& word);

LEAT_DECL void dump_command(program_parts const& program, repo const& of,
                            typed_command const& typed, std::ostream& out);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/dump_command.ipp>
#endif
