// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/program_id.hpp>
#include <leat/support/file_bytes.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__linux__)
#include <elf.h>
#include <link.h>
#endif

namespace leat::detail {

#if defined(__linux__)
LEAT_DECL bool add_build_id(digest_builder& to, ::dl_phdr_info const& object) {
    for (std::size_t i = 0; i < object.dlpi_phnum; ++i) {
        if (object.dlpi_phdr[i].p_type != PT_NOTE) continue;
        auto const* at =
            reinterpret_cast<char const*>(object.dlpi_addr + object.dlpi_phdr[i].p_vaddr);
        char const* const end = at + object.dlpi_phdr[i].p_memsz;
        while (at + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) note;
            std::memcpy(&note, at, sizeof note);
            char const* const name = at + sizeof note;
            char const* const text = name + (note.n_namesz + 3) / 4 * 4;
            if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 &&
                std::memcmp(name, "GNU", 4) == 0 && text + note.n_descsz <= end) {
                to.text({text, note.n_descsz});
                return true;
            }
            at = text + (note.n_descsz + 3) / 4 * 4;
        }
    }
    return false;
}
#endif

LEAT_DECL digest program_id() {
    digest_builder to;
    bool known = false;
#if defined(__linux__)
    struct looked {
        digest_builder& to;
        bool& known;
    } found{to, known};
    ::dl_iterate_phdr(
        [](::dl_phdr_info* object, std::size_t, void* into) { // the first one is the executable
            auto& to_find = *static_cast<looked*>(into);
            to_find.known = add_build_id(to_find.to, *object);
            return 1;
        },
        &found);
    if (!known) {
        try {
            to.text(read_bytes("/proc/self/exe").view());
            known = true;
        } catch (error const&) {
        }
    }
#endif
    return known ? to.finish() : digest{};
}

} // namespace leat::detail
