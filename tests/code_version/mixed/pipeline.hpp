// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache.hpp>
#include <leat/leat.hpp>

inline int twice(int x) { return 2 * x; }

// Nothing but the digest of the program's code tells when the node changes.
inline constexpr auto shared =
    leat::pipeline("shared", leat::input<int>("x"), leat::node("y", twice, "x"));

/// Runs it with a cache for all that can be cached, and says whether the node ran or was a hit.
char const* run_without_digest(char const* folder);
char const* run_with_digest(char const* folder);

// The body of both: templates of leat with the same arguments, made in both units.
#define RUN_SHARED(folder)                                                                         \
    (leat::session<shared>(leat::cache(folder, leat::all))                                         \
                 .run<"y">("x"_n = 1)                                          \
                 .info()                                                                           \
                 .nodes.front()                                                                    \
                 .status == leat::node_status::ran                                                 \
         ? "ran"                                                                                   \
         : "hit")
