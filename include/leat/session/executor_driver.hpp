// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

namespace leat::detail {

class step_executor;

/// The executor of a session without one: the calling thread does all.
struct no_executor {};

/// How an executor runs a pipeline. Each executor defines it in its own part, such as
/// executor/parallel.hpp, so a program without one does not pay for its headers.
template <class Executor>
struct executor_driver;

/// The executor of a session, as the engine calls it. Null in a session without one.
template <class Executor>
class executor_of {
public:
    explicit executor_of(Executor const& executor) noexcept : steps_(executor) {}
    step_executor const* get() const noexcept { return &steps_; }

private:
    typename executor_driver<Executor>::steps steps_;
};

template <>
class executor_of<no_executor> {
public:
    explicit executor_of(no_executor const&) noexcept {}
    step_executor const* get() const noexcept { return nullptr; }
};

} // namespace leat::detail
