// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <string_view>

#if defined(__linux__)
#include <link.h>
#endif

namespace leat::detail {

#if defined(__linux__)
/// Feeds the build id that the linker gave an object of the program; whether it has one.
LEAT_DECL bool add_build_id(digest_builder& to, ::dl_phdr_info const& object);
#endif

/// Whether a shared library is one of the system, in /lib or /usr/lib.
LEAT_DECL bool is_of_system(std::string_view path) noexcept;

/// What tells one build of the program from another: the build ids of the executable and of all
/// shared libraries that the process has loaded by now, in any order, but for those of the system.
/// Where the linker gave no build id, the content of the file. Zero where the executable has
/// neither.
///
/// Cost: some us at first and when a library was loaded or let go of since, else less than one; it
/// reads files without a build id.
LEAT_DECL digest program_id();

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/program_id.ipp>
#endif
