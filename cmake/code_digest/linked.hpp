// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include "hash.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What the linker has made: where the slots for digests are in it, and its bytes.

namespace code_digest {

/// A slot: a pointer to a function, a byte that says that it is filled, the digest.
inline constexpr std::uint64_t slot_state = 8;
inline constexpr std::uint64_t slot_digest = 9;
inline constexpr std::uint64_t slot_size = 25;

/// Whether a mangled name is that of a slot, `leat::detail::code_slot<...>::entry`.
bool is_slot(std::string_view mangled);

struct linked_slot {
    std::string name;
    std::uint64_t offset; ///< in the file
};

/// The slots of a program or a shared library. Throws: `unreadable`.
std::vector<linked_slot> find_slots(std::string const& path);

/// A digest of the bytes that a linked file loads, but for the slots. Throws: `unreadable`.
digest_bytes digest_of_file(std::string const& path, std::vector<linked_slot> const& without);

/// Writes a digest into a slot. Throws: `unreadable`.
void write_slot(std::string const& path, linked_slot const& at, digest_bytes const& digest);

} // namespace code_digest
