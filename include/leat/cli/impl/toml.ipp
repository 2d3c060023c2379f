// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/toml.hpp>
#include <leat/serial/shown.hpp>

#include <toml++/toml.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What of TOML can stand for values that are typed, by toml++.

namespace leat::detail {

/// A scalar as it would be typed.
inline std::string word_of(toml::node const& value) {
    if (auto const text = value.as_string()) return text->get();
    if (auto const whole = value.as_integer()) return shown(whole->get());
    if (auto const real = value.as_floating_point()) {
        std::string const text = shown(real->get());
        return text.find_first_not_of("-0123456789") == text.npos ? text + ".0" : text;
    }
    if (auto const flag = value.as_boolean()) return shown(flag->get());
    std::ostringstream text; // a date or a time
    if (auto const day = value.as_date()) text << day->get();
    if (auto const hour = value.as_time()) text << hour->get();
    if (auto const both = value.as_date_time()) text << both->get();
    return text.str();
}

inline void add_toml(file_values& to, std::string const& name, toml::node const& value,
                     std::string const& file) {
    if (toml::table const* const table = value.as_table()) {
        for (auto const& [key, inner] : *table)
            add_toml(to,
                     name.empty() ? std::string(key.str()) : name + "." + std::string(key.str()),
                     inner, file);
        return;
    }
    std::vector<std::string> words;
    if (toml::array const* const list = value.as_array()) {
        for (toml::node const& one : *list) {
            if (one.is_table() || one.is_array())
                throw usage_error("cannot take '" + name + "' from '" + file + "', line " +
                                  std::to_string(value.source().begin.line) +
                                  ": it is a list of lists or tables; give a list of plain values");
            words.push_back(word_of(one));
        }
    } else {
        words.push_back(word_of(value));
    }
    if (!to.try_emplace(name, std::move(words)).second)
        throw usage_error("cannot take '" + name + "' from '" + file + "': it is there twice");
}

/// What toml++ says is wrong, in one line: it names characters as they are.
inline std::string in_one_line(std::string_view text) {
    std::string line;
    for (char c : text)
        if (c == '\n')
            line += "\\n";
        else
            line += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    return line;
}

LEAT_DECL file_values read_toml(std::string_view text, std::string const& file) {
    file_values all;
    try {
        add_toml(all, {}, toml::parse(text), file);
    } catch (toml::parse_error const& e) {
        throw usage_error("'" + file + "', line " + std::to_string(e.source().begin.line) + ": " +
                          in_one_line(e.description()));
    }
    return all;
}

} // namespace leat::detail
