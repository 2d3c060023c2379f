// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#if defined(__linux__)
#include <link.h>
#endif

namespace leat::detail {

#if defined(__linux__)
/// Feeds the build id that the linker gave an object of the program; whether it has one.
LEAT_DECL bool add_build_id(digest_builder& to, ::dl_phdr_info const& object);
#endif

/// What tells one build of the program from another: the build id of the executable or, where the
/// linker gave none, the content of its file; zero where neither is to be had. Code that comes from
/// shared libraries does not count.
LEAT_DECL digest program_id();

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/program_id.ipp>
#endif
