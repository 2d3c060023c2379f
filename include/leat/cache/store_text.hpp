// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

// Lines of `field value`, each ended by a line feed.

namespace leat::detail {

/// Appends a line. In `value`, a backslash becomes two and a line feed becomes `\n`.
LEAT_DECL void write_line(std::string& to, std::string_view field, std::string_view value);

/// A value as it was before `write_line`; nothing when that did not write it.
LEAT_DECL std::optional<std::string> read_value(std::string_view written);

/// Takes the text up to the next `end` off the front of `text`; nothing, and takes nothing, when
/// there is no `end`.
LEAT_DECL std::optional<std::string_view> take_until(std::string_view& text, char end) noexcept;

/// A whole decimal number, and nothing beside it.
template <std::integral Number>
std::optional<Number> read_number(std::string_view text) noexcept {
    Number number{};
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/store_text.ipp>
#endif
