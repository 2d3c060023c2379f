// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include "objects.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

// What the bytes around a relocation say.

namespace code_digest {

/// How many bytes the linker fills.
std::size_t field_size(std::uint32_t type);
/// Whether what it fills in is a distance.
bool is_relative(std::uint32_t type);
/// Whether a section calls through a register or memory what it did not make itself: found by
/// bytes, so that what only looks like such a call counts, too.
bool calls_unknown(inputs const& all, std::uint32_t object, section const& s);
/// Whether it is a call or a jump; what refers to a place by its distance has another byte before.
bool is_branch(section const& s, relocation const& r);
/// Whether it is a line of the table of a switch: a place within a function, or a distance. `to`:
/// where its symbol is.
bool is_of_switch(object const& of, section const& s, relocation const& r, std::uint64_t to,
                  section const& function);
/// Whether a file is one of those that begin and end each program.
bool starts_programs(std::string_view path);

} // namespace code_digest
