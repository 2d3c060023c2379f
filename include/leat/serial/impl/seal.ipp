// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/seal.hpp>
#include <leat/support/error.hpp>

#include <charconv>
#include <cstddef>
#include <system_error>

namespace leat::detail {

LEAT_DECL void write_seal(checked_output& to, archived_type const& type,
                          seal_format const& format) {
    class_notes notes;
    type.note(notes);
    std::string line = std::string(seal_word) + "1 " + std::string(format.name) +
                       " bytes=" + std::to_string(to.count()) + " type=" + hex(type.number) +
                       " classes=";
    for (auto const& [name, note] : notes)
        line += hex(name) + (note.versioned ? ":v" : ":m") + hex(note.value) + ",";
    to.add(format.prefix());
    to.add(line + " name=" + std::string(type.name) + std::string(seal_end));
    auto const sum = hex(to.finish());
    to.append(sum + std::string(format.suffix()));
}

LEAT_DECL std::string_view seal_field(std::string_view line, std::string_view key) {
    auto const at = line.find(key);
    if (at == line.npos) return {};
    line.remove_prefix(at + key.size());
    return line.substr(0, key == " name=" ? line.find(seal_end) : line.find(' '));
}

LEAT_DECL std::uint64_t read_hex(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value, 16);
    return value;
}

LEAT_DECL void check_classes(std::string_view listed, archived_type const& type,
                             std::string const& where) {
    class_notes known;
    type.note(known);
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

LEAT_DECL std::string_view check_seal(std::string_view bytes, archived_type const& type,
                                      seal_format const& wanted, std::string const& where) {
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
    if (suffix != seal_format{{}, format == format::xml::name}.suffix()) throw damaged();
    if (format != wanted.name)
        throw error(where + " is in the format " + std::string(format) + " and not " +
                    std::string(wanted.name) +
                    "; load it with leat::format::" + std::string(format) + "{}");
    if (seal_field(line, " type=") != hex(type.number))
        throw error(where + " holds a '" + std::string(seal_field(line, " name=")) +
                    "' and not a '" + std::string(type.name) +
                    "'; load the one, or save the other there");
    check_classes(seal_field(line, " classes="), type, where);
    std::size_t size = 0;
    std::string_view const count = seal_field(line, " bytes=");
    std::from_chars(count.data(), count.data() + count.size(), size);
    if (size + wanted.prefix().size() != at) throw damaged();
    return bytes.substr(0, size);
}

} // namespace leat::detail
