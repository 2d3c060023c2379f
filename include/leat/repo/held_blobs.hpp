// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <cstdint>
#include <string>
#include <unordered_set>

namespace leat::detail {

/// The names of all blobs that a run or an entry of the cache has.
LEAT_DECL std::unordered_set<std::string> held_blobs(database& db);

/// Visits the blobs in the store that nothing has, while nobody is about to name one of them:
/// `visit(name, bytes)`. False, and visits none, when somebody is for longer than 10 s.
LEAT_DECL bool for_each_free_blob(repo_state& state,
                                  function_ref<void(std::string const&, std::uint64_t)> visit);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/held_blobs.ipp>
#endif
