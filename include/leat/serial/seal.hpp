// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/checked_output.hpp>
#include <leat/serial/class_note.hpp>
#include <leat/serial/format.hpp>
#include <leat/support/config.hpp>
#include <leat/support/type_name.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

// The last line of an archive of leat's: what it holds, its size and its checksum. Boost ignores
// what follows its own archive, and in xml the line is a comment.

namespace leat::detail {

inline constexpr std::string_view seal_word = "leat-archive ";
inline constexpr std::string_view seal_end = " checksum=";

/// What the last line says of a type.
struct archived_type {
    std::uint64_t number;       ///< of its name
    std::string_view name;      ///< as the compiler spells it
    void (*note)(class_notes&); ///< notes the classes that can be seen in it
};

template <class T>
inline constexpr archived_type archived{name_number<T>, spelled<T>(), &note_classes<T>};

/// What the last line says of a format, and how it stands there.
struct seal_format {
    std::string_view name;
    bool is_xml;

    constexpr std::string_view prefix() const noexcept { return is_xml ? "<!-- " : "\n"; }
    constexpr std::string_view suffix() const noexcept { return is_xml ? " -->\n" : "\n"; }
};

template <archive_format Format>
inline constexpr seal_format sealed{Format::name, std::same_as<Format, format::xml>};

/// Ends an archive of a value of that type with its last line.
LEAT_DECL void write_seal(checked_output& to, archived_type const& type, seal_format const& format);

/// The text in `line` between `key` and the next space; of the name, up to the checksum.
LEAT_DECL std::string_view seal_field(std::string_view line, std::string_view key);

LEAT_DECL std::uint64_t read_hex(std::string_view text);

/// Compares the classes of an archive with those of this program.
LEAT_DECL void check_classes(std::string_view listed, archived_type const& type,
                             std::string const& where);

/// The archive of Boost in `bytes`, which have been proved whole and to hold that type. Throws
/// `leat::error` that begins with `where`, as in "binary archive 'model.bin'".
LEAT_DECL std::string_view check_seal(std::string_view bytes, archived_type const& type,
                                      seal_format const& format, std::string const& where);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/seal.ipp>
#endif
