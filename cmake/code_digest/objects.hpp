// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// What a program was linked of: its objects, with their sections, symbols and relocations.

namespace code_digest {

/// A file is damaged, gone, or of a kind that is not read. Its text is for the user.
struct unreadable : std::runtime_error {
    using runtime_error::runtime_error;
};

/// Where a section refers to something.
struct relocation {
    std::uint64_t offset;
    std::uint32_t type;
    std::uint32_t symbol;
    std::int64_t addend;
};

struct symbol {
    std::string_view name;
    std::uint32_t section = 0; ///< 0: defined elsewhere
    std::uint64_t value = 0;
    bool local = false;
    bool weak = false;
    bool of_section = false; ///< stands for the section itself
    bool common = false;     ///< of C, where several files may define one variable
    bool absolute = false;
};

struct section {
    std::string_view name;
    std::string_view bytes; ///< empty where it begins as zeros
    std::uint64_t size = 0;
    std::uint64_t entry_size = 0;
    bool loaded = false;
    bool code = false;
    bool writable = false; ///< while the program runs
    bool merged = false;   ///< the linker keeps one of equal entries
    bool strings = false;
    bool in_group = false; ///< one of several equal ones is linked
    std::vector<relocation> relocations;
    std::vector<std::uint32_t> handlers; ///< sections that say what it does with exceptions
    std::vector<std::uint64_t> starts;   ///< of functions, in order
    std::string_view symbol;             ///< the name of what it holds, or of one of these
    bool only_leat = false; ///< holds functions and data of leat alone, which know no user's type
};

/// The bytes of a file.
struct file_bytes {
    explicit file_bytes(std::string const& path);
    ~file_bytes();
    file_bytes(file_bytes const&) = delete;
    char* data = nullptr;
    std::size_t size = 0;
};

/// One object file, or one member of an archive.
struct object {
    std::string path;
    bool in_archive = false;
    std::vector<section> sections; ///< by their numbers in the file
    std::vector<symbol> symbols;
};

/// A shared library that is not one of the system.
struct library {
    std::string path;
    std::set<std::string, std::less<>> names; ///< what it defines
};

/// All that the linker has read, in its order.
struct inputs {
    std::vector<std::unique_ptr<file_bytes>> files;
    std::vector<object> objects;
    std::vector<library> libraries;
    bool whole = false; ///< what was linked does not say what refers to what
    std::string why;    ///< and why not
};

/// Reads an object file, an archive, or notes a shared library. Throws: `unreadable`.
void read_input(inputs& all, std::string const& path);

/// Reads the list of files that a linker has written (`--dependency-file`). Throws: `unreadable`.
std::vector<std::string> read_list(std::string const& path);

/// Whether a mangled name is that of something in namespace leat that knows no type of a user.
bool is_only_leat(std::string_view mangled);
/// Whether only leat calls the function by its address.
bool is_called_by_leat(std::string_view mangled);

} // namespace code_digest
