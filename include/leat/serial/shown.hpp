// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/value_text.hpp>
#include <leat/support/config.hpp>

#include <concepts>
#include <cstddef>
#include <filesystem>
#include <ranges>
#include <string>
#include <string_view>

namespace leat {

/// The longest text of `shown`, in bytes.
inline constexpr std::size_t max_shown = 60;

namespace detail {

// What is not printable would disturb a line; what is long is cut, not inside of a UTF-8 character.
LEAT_DECL std::string shown_text(std::string_view text, std::size_t room);
// The same without quotes.
LEAT_DECL std::string shown_words(std::string_view text, std::size_t room);

/// `shown` in as many bytes.
template <class T>
std::string shown_within(T const& value, std::size_t room) {
    if constexpr (std::same_as<T, char>) {
        return quoted_text(std::string_view(&value, 1));
    } else if constexpr (std::same_as<T, file>) {
        return shown_text(value.path().native(), room);
    } else if constexpr (std::same_as<T, std::filesystem::path>) {
        return shown_text(value.native(), room);
    } else if constexpr (std::convertible_to<T const&, std::string_view>) {
        return shown_text(value, room);
    } else if constexpr (is_optional<T>) {
        return value ? shown_within(*value, room) : "none";
    } else if constexpr (std::ranges::sized_range<T const>) {
        auto const size = static_cast<std::size_t>(std::ranges::size(value));
        if constexpr (has_elements_to_show<T>)
            if (size <= room / 3)
                if (std::string list = value_text(value); !list.empty() && list.size() <= room)
                    return list;
        return count_text(size);
    } else {
        return shown_words(value_text(value), room);
    }
}

} // namespace detail

/// A value in a few characters, for people: a number as C++ writes it, shortest; a text or a path
/// in quotes, cut where it is long; a date, a time, an enumerator with a name, what is in an
/// optional; a short list as such, of other ranges the count of their elements; a pair, a tuple, a
/// class that Hana knows; of anything else nothing.
template <class T>
std::string shown(T const& value) {
    return detail::shown_within(value, max_shown);
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/shown.ipp>
#endif
