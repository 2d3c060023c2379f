// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define LEAT_HAS_CATALOG
#define LEAT_HAS_CACHE

/// The cache of a session. Programs that use it link Boost.Serialization; the CMake target
/// `leat::catalog` does. Needs the header of xxHash.

#include <leat/cache/cache.hpp>
#include <leat/cache/folder_store.hpp>
#include <leat/cache/memory_store.hpp>
#include <leat/cache/store.hpp>
#include <leat/memo/session_memo.hpp>
#include <leat/serial/fingerprint.hpp>
