// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/shown.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace leat::detail {

/// A value of a pipeline as `--json` has it: a number, a bool or a text; else nothing, for null.
using json_scalar =
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string>;

/// What is no number, bool or text is as `shown` has it.
template <class T>
json_scalar json_scalar_of(T const& value) {
    if constexpr (std::is_same_v<T, bool>) {
        return value;
    } else if constexpr (is_optional<T>) {
        return value ? json_scalar_of(*value) : json_scalar();
    } else if constexpr (std::is_same_v<T, char>) {
        return value_text(value);
    } else if constexpr (std::is_integral_v<T>) {
        if constexpr (std::is_signed_v<T>)
            return static_cast<std::int64_t>(value);
        else
            return static_cast<std::uint64_t>(value);
    } else if constexpr (std::is_floating_point_v<T>) {
        if (!std::isfinite(value)) return {};
        return static_cast<double>(value);
    } else if constexpr (std::is_convertible_v<T const&, std::string_view>) {
        return std::string(std::string_view(value));
    } else {
        std::string text = shown(value);
        if (text.empty()) return {};
        return text;
    }
}

} // namespace leat::detail
