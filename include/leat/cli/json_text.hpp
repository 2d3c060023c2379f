// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/shown.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>

// What --json prints, by nlohmann's library. (Views of pipelines and runs: view/json.hpp.)

namespace leat::detail {

using json_value = nlohmann::ordered_json;

/// What is not UTF-8 becomes U+FFFD.
inline void write_json(std::ostream& out, json_value const& value) {
    out << value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

/// A value of a pipeline: as JSON has it where it is a number, a bool or a text, else as `shown`
/// has it, or null.
template <class T>
json_value result_json(T const& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_integral_v<T>)
        return value;
    else if constexpr (std::is_floating_point_v<T>)
        return std::isfinite(value) ? json_value(value) : json_value();
    else if constexpr (std::is_convertible_v<T const&, std::string_view>)
        return std::string(std::string_view(value));
    else
        return shown(value).empty() ? json_value() : json_value(shown(value));
}

} // namespace leat::detail
