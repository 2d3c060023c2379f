// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define LEAT_HAS_CATALOG

/// The catalog of a session and the ready-made datasets. Programs that use `dataset::archive` link
/// Boost.Serialization; the CMake target `leat::catalog` does.

#include <leat/catalog/archive.hpp>
#include <leat/catalog/catalog.hpp>
#include <leat/catalog/csv.hpp>
#include <leat/catalog/dataset.hpp>
#include <leat/catalog/memory.hpp>
#include <leat/catalog/reloaded.hpp>
#include <leat/catalog/text.hpp>
#include <leat/catalog/versioned.hpp>
