// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_text.hpp>

#include <cstddef>

namespace leat::detail {

LEAT_DECL void write_line(std::string& to, std::string_view field, std::string_view value) {
    to.append(field) += ' ';
    for (char const c : value) {
        if (c == '\\' || c == '\n') to += '\\';
        to += c == '\n' ? 'n' : c;
    }
    to += '\n';
}

LEAT_DECL std::optional<std::string> read_value(std::string_view written) {
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

LEAT_DECL std::optional<std::string_view> take_until(std::string_view& text, char end) noexcept {
    auto const at = text.find(end);
    if (at == text.npos) return std::nullopt;
    std::string_view const taken = text.substr(0, at);
    text.remove_prefix(at + 1);
    return taken;
}

} // namespace leat::detail
