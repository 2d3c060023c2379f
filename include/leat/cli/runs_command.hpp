// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/terminal_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/repo/repo.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <iosfwd>
#include <string>
#include <string_view>

// What the command line does with the record of runs: `runs list|show|remove|compare|gc`.

namespace leat::detail {

/// In the time of this place, with its zone, as a query takes it: `2026-11-20 14:03:07+01:00`.
LEAT_DECL std::string local_time(std::chrono::system_clock::time_point when);

class runs_command {
public:
    runs_command(repo const& of, typed_command const& typed, std::ostream& out, text_style style)
        : repo_(of), typed_(typed), out_(out), style_(style) {}

    /// With JSON, the notes on a query go to `errors`.
    LEAT_DECL void list(std::ostream& errors) const;
    LEAT_DECL void show() const;
    /// Removes the runs that can be removed. Returns true if all of them could.
    LEAT_DECL bool remove(std::ostream& errors) const;
    LEAT_DECL void compare() const;
    /// Shows which runs are too old or too many, and removes them unless that is a dry run.
    LEAT_DECL void collect() const;

    /// The run of that id, or of the one that begins or ends so; the newest without one.
    LEAT_DECL run_record named(std::string_view id) const;

private:
    LEAT_DECL void print(run_record const& run, run_info const& info) const;
    LEAT_DECL void say_where(std::string const& file) const;

    repo const& repo_;
    typed_command const& typed_;
    std::ostream& out_;
    text_style style_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/runs_command.ipp>
#endif
