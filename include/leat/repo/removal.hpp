// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// What became of several removals.
struct removal_result {
    std::vector<std::string> removed{};                        ///< ids
    std::vector<std::pair<std::string, std::string>> failed{}; ///< ids, and why
};

namespace detail {

/// Throws that there is no such run, with the nearest id.
[[noreturn]] LEAT_DECL void throw_unknown_run(database& db, std::string_view id,
                                              std::filesystem::path const& shown);

/// Does nothing between the steps of a removal.
struct no_pause {
    void operator()() const noexcept {}
};

/// From here on the run is gone for everybody, whatever happens. Throws `run_active` and for an
/// unknown run; then nothing has changed.
LEAT_DECL void begin_removal(repo_state& state, std::string const& id);

/// The blobs that a run has, and no other run nor the cache.
LEAT_DECL std::vector<std::string> blobs_of_run_alone(database& db, std::string_view id);

/// Does what is left of a removal that was begun, and may be done again after it was cut short
/// anywhere. `step()` is called before each change. Blobs may be left to somebody who collects
/// them.
LEAT_DECL void finish_removal(repo_state& state, std::string const& id,
                              function_ref<void()> step = no_pause(), bool blobs_too = true);

LEAT_DECL void remove_run(repo_state& state, std::string const& id,
                          function_ref<void()> step = no_pause(), bool blobs_too = true);

/// Ends the removals that somebody was killed in.
LEAT_DECL void finish_removals(repo_state& state);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/removal.ipp>
#endif
