// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/seen_file.hpp>
#include <leat/support/config.hpp>

#include <string>

namespace leat::detail {

/// Whether the file is not the one that was seen, or is gone. Cost: one system call; a file that
/// had just been written when it was seen is read again, as its times do not tell.
LEAT_DECL bool has_changed(seen_file const& file) noexcept;

/// In words, that it has: with the times of modification, then and now.
LEAT_DECL std::string describe_change(seen_file const& file);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/changed_file.ipp>
#endif
