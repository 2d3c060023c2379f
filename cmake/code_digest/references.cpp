// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "references.hpp"

#include <elf.h>

#include <algorithm>

namespace code_digest {

std::size_t field_size(std::uint32_t type) {
    switch (type) {
    case R_X86_64_NONE:
        return 0;
    case R_X86_64_64:
    case R_X86_64_PC64:
    case R_X86_64_DTPOFF64:
    case R_X86_64_TPOFF64:
    case R_X86_64_GOTOFF64:
    case R_X86_64_GOT64:
    case R_X86_64_GOTPCREL64:
    case R_X86_64_GOTPC64:
    case R_X86_64_PLTOFF64:
    case R_X86_64_SIZE64:
        return 8;
    case R_X86_64_16:
    case R_X86_64_PC16:
        return 2;
    case R_X86_64_8:
    case R_X86_64_PC8:
        return 1;
    case R_X86_64_TLSDESC_CALL:
        return 0;
    default:
        return 4;
    }
}

bool is_relative(std::uint32_t type) {
    return type == R_X86_64_PC32 || type == R_X86_64_PLT32 || type == R_X86_64_PC64 ||
           type == R_X86_64_PC16 || type == R_X86_64_PC8;
}

/// Calls and jumps through a register or memory, where what is called was not made by the section:
/// found by their bytes, so that what only looks like one counts, too.
bool calls_unknown(inputs const& all, std::uint32_t object, section const& s) {
    std::string_view const b = s.bytes;
    auto const at = [&](std::size_t i) { return static_cast<unsigned char>(b[i]); };
    auto next = s.relocations.begin();
    auto const last = s.relocations.end();
    for (std::size_t i = 0; i + 1 < b.size(); ++i) {
        while (next != last && next->offset + field_size(next->type) <= i) ++next;
        if (next != last && next->offset <= i) continue; // within a field that the linker fills
        if (at(i) != 0xff) continue;
        unsigned const way = at(i + 1) >> 3 & 7, mode = at(i + 1) >> 6, low = at(i + 1) & 7;
        if (way != 2 && way != 4) continue;
        if (next != last && next->offset == i + 1)
            continue; // the 0xff ends a number before a field
        if (mode == 0 && (low == 5 || (low == 4 && i + 2 < b.size() && (at(i + 2) & 7) == 5))) {
            // Through a place with a name: of the linker's table, or of a table that stays as it
            // is.
            std::size_t const field = i + (low == 5 ? 2 : 3);
            if (next != last && next->offset == field) {
                symbol const& to = all.objects[object].symbols[next->symbol];
                bool const by_linker = next->type == R_X86_64_GOTPCREL ||
                                       next->type == R_X86_64_GOTPCRELX ||
                                       next->type == R_X86_64_REX_GOTPCRELX;
                if (by_linker ||
                    (to.section != 0 && !all.objects[object].sections[to.section].writable))
                    continue;
            }
        }
        if (way == 4 && mode == 3) {
            // A table of a switch: the sum of its address and of an entry.
            std::size_t k = i;
            unsigned const target = low | (k > 0 && at(k - 1) == 0x41 ? 8u : 0u);
            if (target >= 8) --k;
            if (k > 0 && at(k - 1) == 0x3e) --k;
            if (k >= 3 && (at(k - 3) & 0xf8) == 0x48 && (at(k - 2) == 0x01 || at(k - 2) == 0x03) &&
                at(k - 1) >> 6 == 3) {
                unsigned const rex = at(k - 3), modrm = at(k - 1);
                unsigned const r = (modrm >> 3 & 7) | (rex & 4 ? 8u : 0u);
                unsigned const m = (modrm & 7) | (rex & 1 ? 8u : 0u);
                if ((at(k - 2) == 0x01 ? m : r) == target) continue;
            }
        }
        return true;
    }
    return false;
}

/// Whether it is a call or a jump; what refers to a place by its distance has another byte before.
bool is_branch(section const& s, relocation const& r) {
    if (r.type == R_X86_64_PLT32) return true;
    if (!s.code || r.type != R_X86_64_PC32 || r.offset < 1 || r.offset > s.bytes.size())
        return false;
    auto const before = [&](std::size_t n) {
        return static_cast<unsigned char>(s.bytes[r.offset - n]);
    };
    return before(1) == 0xe8 || before(1) == 0xe9 ||
           (r.offset > 1 && before(2) == 0x0f && before(1) >> 4 == 8);
}

/// Whether it is a line of the table of a switch: a place within a function, or a distance.
bool is_of_switch(object const& of, section const& s, relocation const& r, std::uint64_t to,
                  section const& function) {
    symbol const& name = of.symbols[r.symbol];
    if (s.code || !name.of_section) return false;
    if (r.type == R_X86_64_PC32) return s.name.starts_with(".rodata");
    std::uint64_t const at = to + static_cast<std::uint64_t>(r.addend);
    return r.type == R_X86_64_64 && !std::ranges::binary_search(function.starts, at);
}

bool starts_programs(std::string_view path) {
    std::string_view const file = path.substr(path.rfind('/') + 1);
    // A file of the user's may be called crtp.o.
    if (!path.starts_with("/usr/") && !path.starts_with("/lib")) return false;
    for (std::string_view const one : {"crt1.o", "Scrt1.o", "rcrt1.o", "gcrt1.o", "grcrt1.o", "Mcrt1.o", "crti.o", "crtn.o",
                                       "crtbegin.o", "crtbeginS.o", "crtbeginT.o", "crtend.o", "crtendS.o"})
        if (file == one) return true;
    return false;
}

} // namespace code_digest
