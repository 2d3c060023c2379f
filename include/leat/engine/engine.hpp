// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/state.hpp>
#include <leat/info/metric_series.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace leat::detail {

/// Takes all steps of a run, in several threads. Made by an executor; a session without one has
/// none.
class step_executor {
public:
    virtual ~step_executor() = default;
    /// Returns: the step before which it stopped, as it was asked to; or npos.
    virtual std::size_t take_steps(step_state& all) const = 0;

protected:
    step_executor() = default;
    step_executor(step_executor const&) = default;
    step_executor& operator=(step_executor const&) = default;
};

/// A run that is laid out at run time: it is asked for, narrowed, planned, and run once. It knows
/// nothing of the types of the pipeline: what needs them goes through tables (ops.hpp).
class engine {
public:
    engine(pipeline_ops const& ops, call_form const& form, session_hooks const& hooks,
           session_datasets const& datasets, memo* store, step_executor const* executor,
           run_log& log)
        : state_(ops, form, hooks, datasets, store, log), executor_(executor) {}

    run_state& state() noexcept { return state_; }

    /// Narrows the run by a slice. Throws: `error`, when it names something that the pipeline does
    /// not have.
    LEAT_DECL void narrow(slice_kind kind, std::span<std::string_view const> names);
    void set_only_missing(bool on) { state_.request.only_missing = on; }
    /// Makes the plan. Throws: `error`, when nothing would run or a value is missing;
    /// `dataset_error`.
    LEAT_DECL void make_plan();
    /// The values that come from outside; they must outlive the run.
    LEAT_DECL void set_outside(std::span<outside_value const> values);

    /// What is known of the run by now; empty once its result has taken it over.
    run_info const& info() const noexcept { return state_.info; }
    /// Of a run of a part of the pipeline, a value of each node of that part.
    std::optional<std::vector<std::string>> slice() const {
        return slice_names(state_.graph, state_.request, state_.plan);
    }
    /// Says which record is that of the run, and which run it goes on from.
    LEAT_DECL void identify(std::string id, std::optional<std::string> origin);

    /// What the run would do, node by node. Runs nothing. Throws: `run_error`, when a value that
    /// counts in a key cannot be read.
    LEAT_DECL run_info predict();
    /// Runs it. What the run keeps is in the slots then. Throws: `run_error`, `run_stopped`.
    LEAT_DECL void run();

private:
    LEAT_DECL void check_plan() const;
    LEAT_DECL void say_what_exists();
    LEAT_DECL void connect_datasets();
    LEAT_DECL void note_params();
    LEAT_DECL void take_steps(step_state& s);
    LEAT_DECL void release_after(std::size_t step);
    LEAT_DECL void keep(step_state& s, std::size_t v);
    [[noreturn]] LEAT_DECL void stop(char const* where, std::size_t item);
    LEAT_DECL void end(run_status status);
    [[noreturn]] LEAT_DECL void fail(step_state const& s);

    run_state state_;
    step_executor const* executor_;
    metric_log metrics_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/engine.ipp>
#endif
