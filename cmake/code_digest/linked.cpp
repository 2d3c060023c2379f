// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "linked.hpp"

#include "objects.hpp"

#include <gelf.h>
#include <libelf.h>

#include <algorithm>
#include <cstring>
#include <fstream>

namespace code_digest {

namespace {

[[noreturn]] void damaged(std::string const& path, std::string const& what) {
    throw unreadable("'" + path + "' is damaged: " + what + "; link it again");
}

/// A linked file and its sections.
struct linked_file {
    explicit linked_file(std::string const& path) : file(path) {
        if (::elf_version(EV_CURRENT) == EV_NONE)
            throw unreadable("the libelf of this system is too old");
        elf = ::elf_memory(file.data, file.size);
        std::size_t count = 0;
        if (!elf || ::elf_kind(elf) != ELF_K_ELF || ::elf_getshdrnum(elf, &count) != 0) {
            ::elf_end(elf);
            throw unreadable("'" + path + "' is no program or library in ELF, or is damaged");
        }
        for (std::size_t i = 0; i < count; ++i) {
            GElf_Shdr header;
            Elf_Scn* const scn = ::elf_getscn(elf, i);
            if (!scn || !::gelf_getshdr(scn, &header)) {
                ::elf_end(elf);
                damaged(path, "a section cannot be read");
            }
            headers.push_back(header);
        }
    }
    ~linked_file() { ::elf_end(elf); }
    linked_file(linked_file const&) = delete;

    file_bytes file;
    Elf* elf;
    std::vector<GElf_Shdr> headers;
};

} // namespace

bool is_slot(std::string_view mangled) {
    mangled = mangled.substr(0, mangled.find('.')); // a suffix of the optimiser
    return mangled.starts_with("_ZN4leat6detail9code_slotI") && mangled.ends_with("5entryE");
}

std::vector<linked_slot> find_slots(std::string const& path) {
    linked_file const linked(path);
    std::vector<linked_slot> found;
    for (std::size_t i = 0; i < linked.headers.size(); ++i) {
        GElf_Shdr const& header = linked.headers[i];
        if (header.sh_type != SHT_SYMTAB) continue;
        Elf_Data* const data = ::elf_getdata(::elf_getscn(linked.elf, i), nullptr);
        if (!data || header.sh_entsize == 0) damaged(path, "its table of symbols cannot be read");
        for (std::size_t k = 0; k < data->d_size / header.sh_entsize; ++k) {
            GElf_Sym s;
            if (!::gelf_getsym(data, static_cast<int>(k), &s)) damaged(path, "a symbol is");
            char const* const name = ::elf_strptr(linked.elf, header.sh_link, s.st_name);
            if (!name || s.st_shndx == SHN_UNDEF || !is_slot(name)) continue;
            if (s.st_shndx >= linked.headers.size()) damaged(path, "a slot lies in no section");
            GElf_Shdr const& in = linked.headers[s.st_shndx];
            std::uint64_t const within = s.st_value - in.sh_addr;
            if (in.sh_type != SHT_PROGBITS || s.st_value < in.sh_addr || within > in.sh_size ||
                in.sh_size - within < slot_size || in.sh_offset > linked.file.size ||
                in.sh_size > linked.file.size - in.sh_offset)
                damaged(path, "a slot for a digest lies outside of its section");
            std::string_view const plain(name);
            found.push_back({std::string(plain.substr(0, plain.find('.'))), in.sh_offset + within});
        }
    }
    return found;
}

digest_bytes digest_of_file(std::string const& path, std::vector<linked_slot> const& without) {
    linked_file const linked(path);
    for (linked_slot const& one : without) // a copy in memory
        std::memset(linked.file.data + one.offset + slot_state, 0, slot_size - slot_state);
    hash all;
    bool any = false;
    for (GElf_Shdr const& header : linked.headers) {
        if (!(header.sh_flags & SHF_ALLOC)) continue;
        all.number(header.sh_type).number(header.sh_flags).number(header.sh_size);
        // The number of a build says no more than the build.
        if (header.sh_type == SHT_NOBITS || header.sh_type == SHT_NOTE) continue;
        if (header.sh_offset > linked.file.size ||
            header.sh_size > linked.file.size - header.sh_offset)
            damaged(path, "a section lies outside of the file");
        all.bytes({linked.file.data + header.sh_offset, header.sh_size});
        any = true;
    }
    if (!any) all.bytes({linked.file.data, linked.file.size});
    return all.finish();
}

void write_slot(std::string const& path, linked_slot const& at, digest_bytes const& digest) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(at.offset + slot_state));
    file.put(1);
    file.write(reinterpret_cast<char const*>(digest.data()), digest.size());
    file.flush();
    if (!file) throw unreadable("a digest cannot be written into '" + path + "'");
}

} // namespace code_digest
