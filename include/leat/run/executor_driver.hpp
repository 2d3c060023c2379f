// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

namespace leat::detail {

/// The executor of a session that has none: a run goes on in the calling thread.
struct no_executor {};

/// How an executor runs a pipeline: defined for one by its own part, such as executor/parallel.hpp,
/// so that a program without one does not pay for its headers.
template <class Executor>
struct executor_driver;

template <>
struct executor_driver<no_executor> {
    static constexpr bool used = false;
};

} // namespace leat::detail
