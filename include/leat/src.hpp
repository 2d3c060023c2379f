// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

/// The bodies of leat's functions, for programs that are compiled with `LEAT_SEPARATE_COMPILATION`
/// and link none of leat's libraries. One source of such a program includes it, after the headers
/// of the parts that the program uses:
///
///     #include <leat/cli.hpp>
///     #include <leat/src.hpp>

#ifndef LEAT_SEPARATE_COMPILATION
#error "leat: <leat/src.hpp> is for programs that define LEAT_SEPARATE_COMPILATION. Define it for the whole program, or leave out this header."
#endif

#include <leat/leat.hpp>

#include <leat/engine/impl/src.hpp>
#include <leat/hooks/impl/src.hpp>
#include <leat/serial/impl/src_shown.hpp>
#include <leat/support/impl/src.hpp>

#ifdef LEAT_HAS_CATALOG
#include <leat/catalog/impl/src.hpp>
#include <leat/serial/impl/src_archives.hpp>
#endif
#ifdef LEAT_HAS_CACHE
#include <leat/cache/impl/src.hpp>
#include <leat/memo/impl/src.hpp>
#endif
#ifdef LEAT_HAS_REPO
#include <leat/repo/impl/src.hpp>
#endif
#ifdef LEAT_HAS_PARALLEL
#include <leat/executor/impl/src.hpp>
#endif
#ifdef LEAT_HAS_VIEW
#include <leat/view/impl/src.hpp>
#endif
#ifdef LEAT_HAS_CLI
#include <leat/cli/impl/src.hpp>
#endif
