// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/checked_output.hpp>
#include <leat/serial/class_note.hpp>
#include <leat/serial/format.hpp>
#include <leat/support/error.hpp>
#include <leat/support/type_name.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

// The last line of an archive of leat's: what it holds, its size and its checksum. Boost ignores
// what follows its own archive, and in xml the line is a comment.

namespace leat::detail {

inline constexpr std::string_view seal_word = "leat-archive ";
inline constexpr std::string_view seal_end = " checksum=";

template <archive_format Format>
inline constexpr bool is_xml = std::same_as<Format, format::xml>;
template <archive_format Format>
inline constexpr std::string_view seal_prefix = is_xml<Format> ? "<!-- " : "\n";
template <archive_format Format>
inline constexpr std::string_view seal_suffix = is_xml<Format> ? " -->\n" : "\n";

/// Ends an archive of a `T` with its last line.
template <class T, archive_format Format>
void write_seal(checked_output& to) {
    class_notes notes;
    note_classes<T>(notes);
    std::string line = std::string(seal_word) + "1 " + std::string(Format::name) +
                       " bytes=" + std::to_string(to.count()) + " type=" + hex(name_number<T>) +
                       " classes=";
    for (auto const& [name, note] : notes)
        line += hex(name) + (note.versioned ? ":v" : ":m") + hex(note.value) + ",";
    to.add(seal_prefix<Format>);
    to.add(line + " name=" + std::string(spelled<T>()) + std::string(seal_end));
    auto const sum = hex(to.finish());
    to.append(sum + std::string(seal_suffix<Format>));
}

/// The text in `line` between `key` and the next space; of the name, up to the checksum.
inline std::string_view seal_field(std::string_view line, std::string_view key) {
    auto const at = line.find(key);
    if (at == line.npos) return {};
    line.remove_prefix(at + key.size());
    return line.substr(0, key == " name=" ? line.find(seal_end) : line.find(' '));
}

inline std::uint64_t read_hex(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

/// Compares the classes of an archive with those of this program.
template <class T>
void check_classes(std::string_view listed, std::string const& where) {
    class_notes known;
    note_classes<T>(known);
    while (listed.size() >= 35) { // name:vvalue,
        auto const found = known.find(read_hex(listed.substr(0, 16)));
        bool const versioned = listed[17] == 'v';
        std::uint64_t const value = read_hex(listed.substr(18, 16));
        listed.remove_prefix(35);
        // Of a class that got a `serialize` of its own since, Boost says version 0.
        if (found == known.end() || versioned != found->second.versioned) continue;
        if (versioned && value > found->second.value)
            throw error(where + " holds version " + std::to_string(value) + " of '" +
                        std::string(found->second.name) + "' and this program knows version " +
                        std::to_string(found->second.value) +
                        "; load it with the program that saved it or a newer one");
        if (!versioned && value != found->second.value)
            throw error(where + " holds another '" + std::string(found->second.name) +
                        "', with other members; save it anew, or give the class a serialize "
                        "function with versions");
    }
}

/// The archive of Boost in `bytes`, which have been proved whole and to hold a `T`. Throws
/// `leat::error` that begins with `where`, as in "binary archive 'model.bin'".
template <class T, archive_format Format>
std::string_view check_seal(std::string_view bytes, std::string const& where) {
    if (bytes.empty()) throw error(where + " is empty; save it anew");
    auto const at = bytes.rfind(seal_word);
    if (at == bytes.npos) {
        bool const from_boost = bytes.substr(0, 200).find("serialization::archive") != bytes.npos ||
                                bytes.substr(0, 200).find("boost_serialization") != bytes.npos;
        throw error(where + (from_boost ? " is cut short, or was not saved by leat; save it anew"
                                        : " is not an archive of leat's; check which file it is"));
    }
    std::string_view const line = bytes.substr(at);
    int version = 0;
    std::string_view const rest = line.substr(seal_word.size());
    auto const digits = std::from_chars(rest.data(), rest.data() + rest.size(), version);
    if (digits.ec == std::errc() && version > 1)
        throw error(where + " was saved by a newer leat; load it with that one");
    auto const sum_at = line.find(seal_end) + seal_end.size();
    auto const damaged = [&] { return error(where + " is damaged or cut short; save it anew"); };
    if (version != 1 || sum_at < seal_end.size() || line.size() < sum_at + 16) throw damaged();
    checksum sum;
    sum.add(bytes.substr(0, at + sum_at));
    if (hex(sum.value()) != line.substr(sum_at, 16)) throw damaged();

    std::string_view const format = rest.substr(2, rest.find(' ', 2) - 2);
    std::string_view const suffix = line.substr(sum_at + 16);
    if (suffix != (format == format::xml::name ? seal_suffix<format::xml> : "\n")) throw damaged();
    if (format != Format::name)
        throw error(where + " is in the format " + std::string(format) + " and not " +
                    std::string(Format::name) +
                    "; load it with leat::format::" + std::string(format) + "{}");
    if (seal_field(line, " type=") != hex(name_number<T>))
        throw error(where + " holds a '" + std::string(seal_field(line, " name=")) +
                    "' and not a '" + std::string(spelled<T>()) +
                    "'; load the one, or save the other there");
    check_classes<T>(seal_field(line, " classes="), where);
    std::size_t size = 0;
    std::string_view const count = seal_field(line, " bytes=");
    std::from_chars(count.data(), count.data() + count.size(), size);
    if (size + seal_prefix<Format>.size() != at) throw damaged();
    return bytes.substr(0, size);
}

} // namespace leat::detail
