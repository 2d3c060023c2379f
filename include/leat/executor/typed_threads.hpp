// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/engine.hpp>
#include <leat/session/executor_driver.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <memory>

namespace leat {
class parallel;
}

namespace leat::detail {

/// The threads of a program whose command line says how many: `leat::parallel` by another door.
/// This header includes nothing of oneTBB, which would be a fifth of what a source with
/// `<leat/cli.hpp>` costs. A value; copies share the threads.
class typed_threads {
public:
    using is_executor = void;

    /// Throws: `error` when they are less than one.
    LEAT_DECL explicit typed_threads(int threads);

    /// What does the work.
    parallel const& executor() const noexcept { return *executor_; }

private:
    std::shared_ptr<parallel const> executor_;
};

/// Takes the steps of a run in them.
class typed_threads_steps final : public step_executor {
public:
    explicit typed_threads_steps(typed_threads const& threads) noexcept : threads_(threads) {}
    LEAT_DECL std::size_t take_steps(step_state& all) const override;

private:
    typed_threads const& threads_;
};

/// For sessions with other services, as those of a command line are: there is always a repo.
template <>
struct executor_driver<typed_threads> {
    using steps = typed_threads_steps;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/executor/impl/typed_threads.ipp>
#endif
