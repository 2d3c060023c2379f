// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

namespace leat {

/// What a session with a repo does with the record of a run that fails.
enum class on_failure : unsigned char {
    keep,    ///< its record stays, and it can be resumed
    discard, ///< its record is removed, with what nobody else needs of it; not that of one that was
             ///< stopped
};

namespace detail {

/// The repo of a session without one.
struct no_repo {};

/// How a session records runs in a repo. repo/recorder.hpp, which `<leat/repo.hpp>` includes,
/// defines it for one. Its `record` is the record of one run.
template <class Repo>
struct record_driver;

} // namespace detail
} // namespace leat
