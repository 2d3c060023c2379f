// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/atomic_file.hpp>
#include <leat/support/config.hpp>
#include <leat/support/error.hpp>
#include <leat/support/file_bytes.hpp>
#include <leat/support/read_chars.hpp>
#include <leat/support/whole_number.hpp>

#include <algorithm>
#include <charconv>
#include <concepts>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <class T, class... U>
concept one_of = (std::same_as<T, U> || ...);

/// A number, or a bool, that has one meaning as text; a char has two.
template <class T>
concept number = std::is_arithmetic_v<T> && std::same_as<T, std::remove_cv_t<T>> &&
                 !one_of<T, char, wchar_t, char8_t, char16_t, char32_t>;

/// Reads all of `text` as a number in the way of the "C" locale, or as true, false, 1 or 0. A whole
/// number may be written as 1e6 or 2.0.
template <number T>
bool read_number(std::string_view text, T& value) {
    if constexpr (std::same_as<T, bool>) {
        value = text == "true" || text == "1";
        return value || text == "false" || text == "0";
    } else {
        auto const [end, wrong] = detail::read_chars(text.data(), text.data() + text.size(), value);
        if (wrong == std::errc() && end == text.data() + text.size()) return true;
        if constexpr (std::is_integral_v<T>) { // as 1e6 or 2.0, which others write
            std::string const digits = whole_digits(text);
            auto const end_of_digits = digits.data() + digits.size();
            auto const again = std::from_chars(digits.data(), end_of_digits, value);
            return again.ec == std::errc() && again.ptr == end_of_digits;
        }
        return false;
    }
}

/// Appends `value` in the fewest digits that are read back as the same value.
template <number T>
void append_number(std::string& to, T value) {
    if constexpr (std::same_as<T, bool>) {
        to += value ? "true" : "false";
    } else {
        char digits[64];
        to.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
}

/// What a text should have been to be read as a `T`, as in "a number".
template <number T>
std::string number_kind() {
    if constexpr (std::same_as<T, bool>)
        return "true or false";
    else if constexpr (std::is_floating_point_v<T>)
        return "a number";
    else
        return "a whole number from " + std::to_string(std::numeric_limits<T>::min()) + " to " +
               std::to_string(std::numeric_limits<T>::max());
}

/// `text` in quotes for an error message, cut when it is long.
LEAT_DECL std::string quoted_sample(std::string_view text);

} // namespace leat::detail

namespace leat::dataset {

/// A text file: a `std::string` is its whole content, as it is; a number or a bool is written on
/// one line, in the fewest digits that are read back as the same value, whatever the locale.
///
/// An object is a place and holds nothing: copies are cheap and name the same file.
class text {
public:
    explicit text(std::filesystem::path path) : path_(std::move(path)) {}

    /// The content as a `T`. Throws `leat::error` when there is no file, or when it holds more or
    /// less than one `T` between white space.
    template <class T>
        requires std::same_as<T, std::string> || detail::number<T>
    T load() const {
        std::string content = detail::read_whole(path_);
        if constexpr (std::same_as<T, std::string>) {
            return content;
        } else {
            std::string_view const space = " \t\r\n\v\f";
            std::string_view found = content;
            found.remove_prefix(std::min(found.find_first_not_of(space), found.size()));
            found = found.substr(0, found.find_last_not_of(space) + 1);
            T value{};
            if (!detail::read_number(found, value))
                throw error(describe() + " holds " + detail::quoted_sample(found) +
                            ", which is not " + detail::number_kind<T>() +
                            "; save one there or load it as a std::string");
            return value;
        }
    }

    /// Replaces the file, in one step. Throws `leat::error`, and leaves the old one whole then.
    void save(std::string_view content) const { detail::write_whole(path_, content); }

    /// The same for a number.
    template <detail::number T>
    void save(T value) const {
        std::string content;
        detail::append_number(content, value);
        save(content += '\n');
    }

    /// Whether there is a file.
    LEAT_DECL bool exists() const;

    /// As in "text file 'rmse.txt'".
    LEAT_DECL std::string describe() const;

private:
    std::filesystem::path path_;
};

} // namespace leat::dataset

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/catalog/impl/text.ipp>
#endif
