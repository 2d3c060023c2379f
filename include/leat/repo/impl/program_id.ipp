// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/program_id.hpp>
#include <leat/support/file_bytes.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

LEAT_DECL bool is_of_system(std::string_view path) noexcept {
    if (path.starts_with("/usr")) path.remove_prefix(4);
    std::size_t const end = path.find('/', 1);
    std::string_view const top = path.substr(0, end);
    return end != path.npos && (top == "/lib" || top == "/lib64" || top == "/lib32");
}

#if defined(__linux__)
/// A shared library that the process has loaded.
struct loaded_object {
    std::string path{};
    digest_builder id{};
    bool has_build_id = false;
};

/// Feeds what the process does not write to of an object: its code and constants.
LEAT_DECL void add_constant_parts(digest_builder& to, ::dl_phdr_info const& object) {
    for (std::size_t i = 0; i < object.dlpi_phnum; ++i) {
        auto const& part = object.dlpi_phdr[i];
        if (part.p_type != PT_LOAD || (part.p_flags & PF_W) || !(part.p_flags & PF_R)) continue;
        to.text({reinterpret_cast<char const*>(object.dlpi_addr + part.p_vaddr), part.p_filesz});
    }
}

LEAT_DECL std::vector<loaded_object> find_objects(digest_builder& program, bool& known) {
    struct looked {
        digest_builder& program;
        bool& known;
        std::vector<loaded_object> others{};
        bool first = true;
    } all{program, known};
    ::dl_iterate_phdr(
        [](::dl_phdr_info* object, std::size_t, void* into) {
            auto& found = *static_cast<looked*>(into);
            if (std::exchange(found.first, false)) { // the executable
                found.known = add_build_id(found.program, *object);
                return 0;
            }
            std::string_view const path = object->dlpi_name;
            if (path.find('/') == path.npos || is_of_system(path)) return 0; // or the kernel's
            loaded_object& one = found.others.emplace_back();
            one.path = path;
            one.has_build_id = add_build_id(one.id, *object);
            // Its file may be another one by now.
            if (!one.has_build_id) add_constant_parts(one.id, *object);
            return 0;
        },
        &all);
    return std::move(all.others);
}

LEAT_DECL digest find_program_id() {
    digest_builder to;
    bool known = false;
    std::vector<loaded_object> objects = find_objects(to, known);
    auto const add_file = [](digest_builder& into, std::string const& path) {
        try {
            into.text(read_bytes(path).view());
            return true;
        } catch (error const&) {
            return false;
        }
    };
    if (!known) known = add_file(to, "/proc/self/exe");
    std::vector<digest> ids;
    for (loaded_object& one : objects) {
        if (!one.has_build_id) add_file(one.id, one.path);
        ids.push_back(one.id.finish());
    }
    std::ranges::sort(ids); // libraries may be loaded in any order
    for (digest const& id : ids) to.text("library").add(id);
    return known ? to.finish() : digest{};
}

/// How many objects the process has loaded, and let go of, since it began.
LEAT_DECL std::pair<unsigned long long, unsigned long long> count_loads() {
    std::pair<unsigned long long, unsigned long long> loads;
    ::dl_iterate_phdr(
        [](::dl_phdr_info* object, std::size_t, void* into) {
            *static_cast<decltype(loads)*>(into) = {object->dlpi_adds, object->dlpi_subs};
            return 1;
        },
        &loads);
    return loads;
}
#endif

LEAT_DECL digest program_id() {
#if defined(__linux__)
    static std::mutex guard;
    static std::optional<std::pair<decltype(count_loads()), digest>> known;
    std::lock_guard const hold(guard);
    auto const now = count_loads();
    if (!known || known->first != now) known.emplace(now, find_program_id());
    return known->second;
#else
    return {};
#endif
}

} // namespace leat::detail
