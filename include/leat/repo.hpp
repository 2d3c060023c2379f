// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define LEAT_HAS_CATALOG
#define LEAT_HAS_CACHE
#define LEAT_HAS_REPO

// Runs that are recorded and can be resumed. Needs SQLite, Boost.Serialization and xxHash.
#include <leat/repo/errors.hpp>
#include <leat/repo/query_error.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/repo/repo.hpp>
