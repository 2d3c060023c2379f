// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/shown.hpp>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace leat::detail {

/// A parameter as a record has it: a number or a text, as of a time or a list; nothing for what is
/// nothing in words. A number is unsigned, or a long double, where nothing before it holds it.
using param_value =
    std::variant<std::monostate, std::int64_t, double, std::string, std::uint64_t, long double>;

/// In words where the nearest double is infinite or zero, and the number is not.
inline param_value long_as_param(long double value) {
    auto const near = static_cast<double>(value);
    if (value - value != 0) return near; // infinite, or a NaN
    if (near - near != 0 || (near == 0 && value != 0)) return shown(value);
    return value;
}

/// A text is itself; what an optional holds is as it is alone; a list that would be very long is
/// the count of its elements.
template <class T>
param_value as_param(T const& value) {
    if constexpr (std::is_enum_v<T>) {
        std::string name = name_of(value);
        return name.empty() ? as_param(number_of(value)) : param_value(std::move(name));
    } else if constexpr (is_optional<T>) {
        return value ? as_param(*value) : param_value("none");
    } else if constexpr (std::same_as<T, char>) {
        return value_text(value);
    } else if constexpr (std::unsigned_integral<T> && sizeof(T) == 8) {
        return value >> 63 ? param_value(static_cast<std::uint64_t>(value))
                           : param_value(static_cast<std::int64_t>(value));
    } else if constexpr (std::integral<T>) {
        return static_cast<std::int64_t>(value);
    } else if constexpr (std::same_as<T, long double>) {
        return long_as_param(value);
    } else if constexpr (std::floating_point<T>) {
        return static_cast<double>(value);
    } else {
        std::string text = value_text(value);
        bool const is_text = std::same_as<T, file> || std::same_as<T, std::filesystem::path> ||
                             std::convertible_to<T const&, std::string_view>;
        if (text.empty() && !is_text) text = shown_within(value, max_list_text);
        return text.empty() && !is_text ? param_value() : param_value(std::move(text));
    }
}

} // namespace leat::detail
