// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context.hpp>
#include <leat/engine/engine.hpp>
#include <leat/engine/session_record.hpp>
#include <leat/support/config.hpp>

#include <exception>

namespace leat::detail {

/// The record of a run, from before the first hook hears of the run until the last one has: what a
/// hook throws is part of what became of the run. The record is closed before an exception reaches
/// the caller.
class recorded_run {
public:
    /// Begins the record. Throws: `repo_error`, when the repo cannot be written to.
    LEAT_DECL recorded_run(engine& run, session_record& record, run_log& log);
    recorded_run(recorded_run const&) = delete;

    LEAT_DECL void completed(run_info const& info);
    LEAT_DECL void failed(std::exception_ptr const& error);

private:
    LEAT_DECL void say(std::vector<std::string> const& troubles) const;

    engine& run_;
    session_record& record_;
    run_log& log_;
    run_options options_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/recorded_run.ipp>
#endif
