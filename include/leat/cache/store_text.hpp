// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

// Lines of `field value`, each ended by a line feed.

namespace leat::detail {

/// Appends a line. In `value`, a backslash becomes two and a line feed becomes `\n`.
inline void write_line(std::string& to, std::string_view field, std::string_view value) {
    to.append(field) += ' ';
    for (char const c : value) {
        if (c == '\\' || c == '\n') to += '\\';
        to += c == '\n' ? 'n' : c;
    }
    to += '\n';
}

/// A value as it was before `write_line`; nothing when that did not write it.
inline std::optional<std::string> read_value(std::string_view written) {
    std::string value;
    value.reserve(written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
        char c = written[i];
        if (c == '\\') {
            if (++i == written.size() || (written[i] != '\\' && written[i] != 'n'))
                return std::nullopt;
            c = written[i] == 'n' ? '\n' : '\\';
        }
        value += c;
    }
    return value;
}

/// Takes the text up to the next `end` off the front of `text`; nothing, and takes nothing, when
/// there is no `end`.
inline std::optional<std::string_view> take_until(std::string_view& text, char end) noexcept {
    auto const at = text.find(end);
    if (at == text.npos) return std::nullopt;
    std::string_view const taken = text.substr(0, at);
    text.remove_prefix(at + 1);
    return taken;
}

/// A whole decimal number, and nothing beside it.
template <std::integral Number>
std::optional<Number> read_number(std::string_view text) noexcept {
    Number number{};
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

} // namespace leat::detail
