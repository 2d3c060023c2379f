// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

// What the bodies of this folder share, for headers that only name it.

namespace leat {

struct query_statement;

namespace detail {

class cache_index;
class database;
class repo_state;
class repo_use;
class statement;

} // namespace detail
} // namespace leat
