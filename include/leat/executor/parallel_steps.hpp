// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/engine.hpp>
#include <leat/executor/parallel.hpp>
#include <leat/engine/step_graph.hpp>
#include <leat/support/config.hpp>

#include <cstddef>

namespace leat::detail {

/// Which steps of a planned run wait for which.
LEAT_DECL step_graph graph_of_steps(run_state const& run);

/// `leat::parallel` in a session with other services: takes the steps of a run in several threads.
class parallel_executor final : public step_executor {
public:
    explicit parallel_executor(parallel const& executor) noexcept : executor_(executor) {}
    LEAT_DECL std::size_t take_steps(step_state& all) const override;

private:
    parallel const& executor_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/executor/impl/parallel_steps.ipp>
#endif
