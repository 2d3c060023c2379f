// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/recorded_run.hpp>

#include <string>
#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL recorded_run::recorded_run(engine& run, session_record& record, run_log& log)
    : run_(run), record_(record), log_(log), options_(log.options ? *log.options : run_options{}) {
    run_state const& state = run.state();
    std::vector<std::string> asked;
    for (std::size_t v : state.asked_in_order) asked.emplace_back(state.graph.name(v));
    record.begin(*state.info.graph, std::move(asked), run.slice(),
                 state.store->names_to_rerun(state));
    options_.sink = &record;
    log.options = &options_;
    log.id = record.id();
    run.identify(record.id(), record.origin());
}

LEAT_DECL void recorded_run::completed(run_info const& info) { say(record_.completed(info)); }

LEAT_DECL void recorded_run::failed(std::exception_ptr const& error) {
    say(record_.failed(run_.info(), error));
}

LEAT_DECL void recorded_run::say(std::vector<std::string> const& troubles) const {
    for (std::string const& trouble : troubles) log_.say(run_.state().graph.pipeline, trouble);
}

} // namespace leat::detail
