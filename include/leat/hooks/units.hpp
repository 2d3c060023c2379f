// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Text that the ready-made hooks share. All of it appends to a string, so that a hook may keep one.
// And it only appends: for what inserts, as `+` of two temporary strings does, GCC 12 warns of
// memory that could overlap (-Wrestrict), which is not so.
namespace leat::detail {

/// Appends `value / unit` with three significant digits, unless that rounds to 1000 or more.
LEAT_DECL bool print_scaled(std::string& out, std::uint64_t value, std::uint64_t unit);

/// Appends `1 min 05 s`, or `2 h 05 min` from an hour on.
LEAT_DECL void print_minutes(std::string& out, std::uint64_t nanoseconds);

/// Appends a duration with three digits: `123 ns`, `1.23 us`, `12.3 ms`, `1.20 s`, `1 min 05 s`.
LEAT_DECL void print_duration(std::string& out, std::chrono::nanoseconds time);

/// Appends a number of tenths: `0.4`.
LEAT_DECL void print_tenths(std::string& out, std::uint64_t tenths);

/// Appends a duration for a reader in passing: `0.4 s`, `12 s`, `1 min 05 s`.
LEAT_DECL void print_roughly(std::string& out, std::chrono::nanoseconds time);

/// Appends a size as `212.5 MiB`.
LEAT_DECL void print_mebibytes(std::string& out, std::uint64_t bytes);

/// `5 nodes`, `1 node`.
LEAT_DECL std::string count_of(std::size_t count, std::string_view thing);

/// The status of a node, in a word or a few.
LEAT_DECL std::string_view status_word(node_status status);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/units.ipp>
#endif
