// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "objects.hpp"

#include <gelf.h>
#include <libelf.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace code_digest {

file_bytes::file_bytes(std::string const& path) {
    int const fd = ::open(path.c_str(), O_RDONLY);
    struct stat about {};
    if (fd < 0 || ::fstat(fd, &about) != 0 || about.st_size <= 0) {
        if (fd >= 0) ::close(fd);
        throw unreadable("'" + path + "' cannot be read, or is empty");
    }
    size = static_cast<std::size_t>(about.st_size);
    // Private, as libelf may want to write into it.
    void* const at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    ::close(fd);
    if (at == MAP_FAILED) throw unreadable("'" + path + "' cannot be mapped into memory");
    data = static_cast<char*>(at);
}
file_bytes::~file_bytes() {
    if (data) ::munmap(data, size);
}

namespace {

struct elf_handle {
    explicit elf_handle(Elf* given) : elf(given) {}
    ~elf_handle() { ::elf_end(elf); }
    elf_handle(elf_handle const&) = delete;
    Elf* elf;
};

[[noreturn]] void damaged(std::string const& path, std::string const& what) {
    throw unreadable("'" + path + "' is damaged: " + what + "; build it again");
}

bool is_system(std::string const& path) {
    char* const real = ::realpath(path.c_str(), nullptr);
    std::string const found = real ? real : path;
    std::free(real);
    return found.starts_with("/lib/") || found.starts_with("/usr/lib/") ||
           found.starts_with("/lib64/") || found.starts_with("/usr/lib64/");
}

void give_up(inputs& all, std::string why) {
    if (!all.whole) all.why = std::move(why);
    all.whole = true;
}

/// The text at an offset of a string table, which may be damaged.
std::string_view text_at(Elf* elf, std::size_t table, std::size_t offset, object const& of,
                         file_bytes const& file) {
    char const* const text = ::elf_strptr(elf, table, offset);
    if (!text || text < file.data || text >= file.data + file.size)
        damaged(of.path, "a name lies outside of its table of names");
    std::size_t const most = static_cast<std::size_t>(file.data + file.size - text);
    return {text, ::strnlen(text, most)};
}

void read_sections(Elf* elf, file_bytes const& file, object& to) {
    std::size_t count = 0, names = 0;
    if (::elf_getshdrnum(elf, &count) != 0 || ::elf_getshdrstrndx(elf, &names) != 0)
        damaged(to.path, "its list of sections cannot be read");
    to.sections.resize(count);
    char const* const begin = file.data;
    char const* const end = file.data + file.size;
    for (std::size_t i = 1; i < count; ++i) {
        GElf_Shdr header;
        Elf_Scn* const scn = ::elf_getscn(elf, i);
        if (!scn || !::gelf_getshdr(scn, &header)) damaged(to.path, "a section cannot be read");
        section& s = to.sections[i];
        s.name = text_at(elf, names, header.sh_name, to, file);
        s.size = header.sh_size;
        s.entry_size = header.sh_entsize;
        s.loaded = header.sh_flags & SHF_ALLOC;
        s.code = header.sh_flags & SHF_EXECINSTR;
        // What only the loader writes does not change later.
        s.writable = (header.sh_flags & SHF_WRITE) && !s.name.starts_with(".data.rel.ro");
        s.merged = header.sh_flags & SHF_MERGE;
        s.strings = header.sh_flags & SHF_STRINGS;
        s.in_group = header.sh_flags & SHF_GROUP;
        if (header.sh_flags & SHF_COMPRESSED) continue;
        if (header.sh_type == SHT_NOBITS || !s.loaded || s.size == 0) continue;
        Elf_Data const* const data = ::elf_rawdata(scn, nullptr);
        if (!data || !data->d_buf || data->d_size != s.size)
            damaged(to.path, "section '" + std::string(s.name) + "' is not all there");
        auto const* const at = static_cast<char const*>(data->d_buf);
        if (at < begin || at > end || s.size > static_cast<std::size_t>(end - at))
            damaged(to.path, "section '" + std::string(s.name) + "' lies outside of the file");
        s.bytes = {at, s.size};
    }
}

void read_symbols(Elf* elf, Elf_Scn* scn, GElf_Shdr const& header, file_bytes const& file,
                  object& to) {
    Elf_Data* const data = ::elf_getdata(scn, nullptr);
    if (!data || header.sh_entsize == 0) damaged(to.path, "its table of symbols cannot be read");
    Elf_Data* wide = nullptr;
    for (Elf_Scn* other = nullptr; (other = ::elf_nextscn(elf, other));) {
        GElf_Shdr about;
        if (::gelf_getshdr(other, &about) && about.sh_type == SHT_SYMTAB_SHNDX)
            wide = ::elf_getdata(other, nullptr);
    }
    std::size_t const count = data->d_size / header.sh_entsize;
    to.symbols.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        GElf_Sym raw;
        Elf32_Word big = 0;
        if (!::gelf_getsymshndx(data, wide, static_cast<int>(i), &raw, &big))
            damaged(to.path, "a symbol cannot be read");
        symbol& s = to.symbols[i];
        s.name = text_at(elf, header.sh_link, raw.st_name, to, file);
        s.value = raw.st_value;
        s.local = GELF_ST_BIND(raw.st_info) == STB_LOCAL;
        s.weak = GELF_ST_BIND(raw.st_info) == STB_WEAK || GELF_ST_BIND(raw.st_info) == 10;
        s.of_section = GELF_ST_TYPE(raw.st_info) == STT_SECTION;
        s.common = raw.st_shndx == SHN_COMMON;
        s.absolute = raw.st_shndx == SHN_ABS;
        std::size_t const in = raw.st_shndx == SHN_XINDEX      ? big
                               : raw.st_shndx >= SHN_LORESERVE ? 0
                                                               : raw.st_shndx;
        if (in >= to.sections.size()) damaged(to.path, "a symbol lies in no section");
        s.section = static_cast<std::uint32_t>(in);
        section& of = to.sections[in];
        if (in == 0 || s.of_section || s.name.empty() || s.name.starts_with(".L")) continue;
        of.starts.push_back(s.value);
        of.only_leat = is_only_leat(s.name) && (of.symbol.empty() || of.only_leat);
        if (of.symbol.empty()) of.symbol = s.name;
    }
}

void read_relocations(Elf_Scn* scn, GElf_Shdr const& header, object& to) {
    if (header.sh_info == 0 || header.sh_info >= to.sections.size())
        damaged(to.path, "relocations are of no section");
    section& of = to.sections[header.sh_info];
    if (!of.loaded) return;
    if (header.sh_type == SHT_REL) damaged(to.path, "its relocations are of an unknown kind");
    Elf_Data* const data = ::elf_getdata(scn, nullptr);
    if (!data || header.sh_entsize == 0) damaged(to.path, "its relocations cannot be read");
    std::size_t const count = data->d_size / header.sh_entsize;
    of.relocations.reserve(of.relocations.size() + count);
    for (std::size_t i = 0; i < count; ++i) {
        GElf_Rela raw;
        if (!::gelf_getrela(data, static_cast<int>(i), &raw))
            damaged(to.path, "a relocation cannot be read");
        relocation const one{raw.r_offset, static_cast<std::uint32_t>(GELF_R_TYPE(raw.r_info)),
                             static_cast<std::uint32_t>(GELF_R_SYM(raw.r_info)), raw.r_addend};
        if (one.offset >= of.size || one.symbol >= to.symbols.size())
            damaged(to.path, "a relocation of section '" + std::string(of.name) +
                                 "' lies outside of it, or is to no symbol");
        of.relocations.push_back(one);
    }
    std::ranges::stable_sort(of.relocations, {}, &relocation::offset);
}

/// Joins what a function does with exceptions to the function: each record of `.eh_frame` refers to
/// a function first, then to its table.
void join_handlers(object& to) {
    for (section& frames : to.sections) {
        if (frames.name != ".eh_frame" || frames.bytes.empty()) continue;
        auto next = frames.relocations.begin();
        auto const last = frames.relocations.end();
        for (std::size_t at = 0; at + 8 <= frames.bytes.size();) {
            std::uint32_t length = 0, kind = 0;
            std::memcpy(&length, frames.bytes.data() + at, 4);
            std::memcpy(&kind, frames.bytes.data() + at + 4, 4);
            if (length == 0) break;
            if (length > frames.bytes.size() - at - 4)
                damaged(to.path, "section '.eh_frame' ends within a record");
            std::size_t const end = at + 4 + length;
            std::uint32_t function = 0;
            for (; next != last && next->offset < end; ++next) {
                if (kind == 0 || next->offset < at) continue; // what all functions have in common
                std::uint32_t const in = to.symbols[next->symbol].section;
                if (function == 0)
                    function = in;
                else if (in != 0 && in != function)
                    to.sections[function].handlers.push_back(in);
            }
            at = end;
        }
    }
}

void read_object(inputs& all, Elf* elf, file_bytes const& file, std::string path, bool in_archive) {
    GElf_Ehdr header;
    if (!::gelf_getehdr(elf, &header)) damaged(path, "its header cannot be read");
    if (header.e_machine != EM_X86_64 || header.e_ident[EI_CLASS] != ELFCLASS64)
        return give_up(all, "'" + path + "' is not for x86-64");
    if (header.e_type != ET_REL) damaged(path, "it is no object file");
    object to;
    to.path = std::move(path);
    to.in_archive = in_archive;
    read_sections(elf, file, to);
    for (section const& s : to.sections)
        if (s.name.starts_with(".gnu.lto_") && !in_archive)
            return give_up(all, "'" + to.path + "' was compiled with -flto");
    for (bool const symbols : {true, false})
        for (Elf_Scn* scn = nullptr; (scn = ::elf_nextscn(elf, scn));) {
            GElf_Shdr about;
            if (!::gelf_getshdr(scn, &about)) damaged(to.path, "a section cannot be read");
            if (symbols && about.sh_type == SHT_SYMTAB) read_symbols(elf, scn, about, file, to);
            if (!symbols && (about.sh_type == SHT_RELA || about.sh_type == SHT_REL) &&
                !(about.sh_flags & SHF_ALLOC))
                read_relocations(scn, about, to);
        }
    for (symbol const& s : to.symbols)
        if (s.common && !in_archive)
            return give_up(all, "'" + to.path + "' was compiled with -fcommon");
    for (section& s : to.sections) std::ranges::sort(s.starts);
    join_handlers(to);
    all.objects.push_back(std::move(to));
}

/// What a shared library defines for others.
std::set<std::string, std::less<>> names_of(Elf* elf, std::string const& path) {
    std::set<std::string, std::less<>> names;
    for (Elf_Scn* scn = nullptr; (scn = ::elf_nextscn(elf, scn));) {
        GElf_Shdr header;
        if (!::gelf_getshdr(scn, &header)) damaged(path, "a section cannot be read");
        if (header.sh_type != SHT_DYNSYM) continue;
        Elf_Data* const data = ::elf_getdata(scn, nullptr);
        if (!data || header.sh_entsize == 0) damaged(path, "its table of symbols cannot be read");
        for (std::size_t i = 0; i < data->d_size / header.sh_entsize; ++i) {
            GElf_Sym raw;
            if (!::gelf_getsym(data, static_cast<int>(i), &raw))
                damaged(path, "a symbol cannot be read");
            char const* const name = ::elf_strptr(elf, header.sh_link, raw.st_name);
            if (name && raw.st_shndx != SHN_UNDEF) names.insert(name);
        }
    }
    return names;
}

} // namespace

void read_input(inputs& all, std::string const& path) {
    static bool const known = ::elf_version(EV_CURRENT) != EV_NONE;
    if (!known) throw unreadable("the libelf of this system is too old");
    auto file = std::make_unique<file_bytes>(path);
    std::string_view const bytes(file->data, file->size);
    if (bytes.starts_with("BC\xC0\xDE"))
        return give_up(all, "'" + path + "' was compiled with -flto");
    if (bytes.starts_with("!<thin>")) return give_up(all, "'" + path + "' is a thin archive");
    if (!bytes.starts_with("\x7f"
                           "ELF") &&
        !bytes.starts_with("!<arch>")) {
        if (is_system(path)) return; // a script of the linker, which names what else is in the list
        return give_up(all, "'" + path + "' is neither an object file nor an archive");
    }
    elf_handle const whole(::elf_memory(file->data, file->size));
    if (!whole.elf) damaged(path, "it cannot be read as ELF");
    if (::elf_kind(whole.elf) == ELF_K_AR) {
        Elf_Cmd command = ELF_C_READ_MMAP; // as elf_memory opens it
        std::size_t members = 0;
        for (;;) {
            Elf* const part = ::elf_begin(-1, command, whole.elf);
            if (!part) break;
            elf_handle const member(part);
            Elf_Arhdr const* const header = ::elf_getarhdr(part);
            if (!header) damaged(path, "a member of the archive has no name");
            std::string const name = header->ar_name ? header->ar_name : "";
            std::size_t length = 0;
            char const* const raw = ::elf_rawfile(part, &length);
            if (raw && std::string_view(raw, length).starts_with("BC\xC0\xDE"))
                give_up(all, "'" + path + "' was compiled with -flto");
            if (::elf_kind(part) == ELF_K_ELF)
                read_object(all, part, *file, path + "(" + name + ")", true);
            ++members;
            command = ::elf_next(part);
            if (command == ELF_C_NULL) break;
        }
        if (members == 0 && file->size > 8) damaged(path, "no member of the archive can be read");
    } else if (::elf_kind(whole.elf) == ELF_K_ELF) {
        GElf_Ehdr header;
        if (!::gelf_getehdr(whole.elf, &header)) damaged(path, "its header cannot be read");
        if (header.e_type == ET_DYN) {
            if (!is_system(path)) all.libraries.push_back({path, names_of(whole.elf, path)});
            return;
        }
        read_object(all, whole.elf, *file, path, false);
    } else {
        damaged(path, "it cannot be read as ELF");
    }
    all.files.push_back(std::move(file));
}

} // namespace code_digest
