// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/read_text.hpp>
#include <leat/dsl/file.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace leat::detail {

LEAT_DECL said read_text(std::string_view text, bool& value) {
    std::string small(text);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (std::string_view yes : {"true", "yes", "on", "1"})
        if (small == yes) return value = true, said();
    for (std::string_view no : {"false", "no", "off", "0"})
        if (small == no) return value = false, said();
    return "is neither true nor false";
}

/// A character after a backslash, taken off the front; nothing where there is no such.
inline std::optional<char> take_escaped(std::string_view& text) {
    constexpr std::string_view names = "ntr\\'\"", meant = "\n\t\r\\'\"";
    if (text.empty()) return {};
    if (auto const at = names.find(text[0]); at != names.npos) {
        text.remove_prefix(1);
        return meant[at];
    }
    unsigned char code = 0;
    if (text.size() < 3 || text[0] != 'x' ||
        std::from_chars(text.data() + 1, text.data() + 3, code, 16).ptr != text.data() + 3)
        return {};
    text.remove_prefix(3);
    return static_cast<char>(code);
}

LEAT_DECL said read_text(std::string_view text, char& value) {
    if (text.size() > 1 && text[0] == '\\') {
        std::string_view rest = text.substr(1);
        if (auto const made = take_escaped(rest); made && rest.empty())
            return value = *made, said();
    }
    if (text.size() != 1) return "is no single character";
    value = text[0];
    return {};
}

LEAT_DECL std::optional<std::vector<std::string>> in_brackets(std::string_view text, bool texts) {
    if (text.size() < 2 || !text.starts_with('[') || !text.ends_with(']')) return {};
    text = text.substr(1, text.size() - 2);
    std::vector<std::string> parts;
    while (!text.empty()) {
        std::string& part = parts.emplace_back();
        if (texts && text.starts_with('\'')) {
            text.remove_prefix(1);
            while (!text.empty() && text[0] != '\'') {
                char const one = text[0];
                text.remove_prefix(1);
                auto const made = one == '\\' ? take_escaped(text) : one;
                if (!made) return {};
                part += *made;
            }
            if (text.empty()) return {};
            text.remove_prefix(1);
        } else {
            auto const end = std::min(text.find(','), text.size());
            part = text.substr(0, end);
            if (texts && part != "none") return {};
            text.remove_prefix(end);
        }
        if (text.empty()) break;
        if (!text.starts_with(',')) return {};
        text.remove_prefix(1);
        if (text.starts_with(' ')) text.remove_prefix(1);
        if (text.empty()) return {};
    }
    return parts;
}

LEAT_DECL said read_text(std::string_view text, std::string& value) {
    value = text;
    return {};
}

LEAT_DECL said read_text(std::string_view text, std::filesystem::path& value) {
    if (text.empty()) return "is no path";
    value = text;
    return {};
}

LEAT_DECL said read_text(std::string_view text, file& value) {
    std::error_code unknown;
    if (text.empty()) return "is no path";
    if (!std::filesystem::exists(text, unknown)) return "does not exist";
    if (std::filesystem::is_directory(text, unknown)) return "is a folder";
    value = file(std::filesystem::path(text));
    return {};
}

LEAT_DECL said read_text(std::string_view text, past_time& to) {
    std::chrono::nanoseconds read{};
    if (said wrong = read_text(text, read)) return wrong;
    if (read.count() < 0) return "is below zero";
    to.value = read;
    return {};
}

LEAT_DECL said read_text(std::string_view text, byte_count& to) {
    constexpr char const* wanted = "is no size; write it as 4096, 500MB or 2GiB";
    auto const letters = std::min(text.find_first_not_of("0123456789"), text.size());
    std::uint64_t count = 0, unit = 1;
    if (said wrong = read_text(text.substr(0, letters), count))
        return letters > 0 ? wrong : said(wanted);
    std::string name(text.substr(letters));
    std::erase(name, ' ');
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name.ends_with('b')) name.pop_back();
    std::uint64_t const step = name.ends_with('i') ? 1024 : 1000;
    if (step == 1024) name.pop_back();
    auto const power = std::string_view("kmgt").find(name);
    if (name.size() > 1 || power == std::string_view::npos || (name.empty() && step == 1024))
        return wanted;
    for (std::size_t i = 0; !name.empty() && i <= power; ++i) unit *= step;
    if (count > std::numeric_limits<std::uint64_t>::max() / unit) return "is too large a size";
    to.value = count * unit;
    return {};
}

LEAT_DECL std::vector<std::string> at_commas(std::span<std::string const> words) {
    std::vector<std::string> parts;
    for (std::string_view rest : words)
        while (!rest.empty()) {
            auto const end = rest.find(',');
            parts.emplace_back(rest.substr(0, end));
            rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
        }
    return parts;
}

} // namespace leat::detail
