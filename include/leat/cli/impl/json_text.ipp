// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/json_scalar.hpp>

#include <nlohmann/json.hpp>

#include <ostream>
#include <type_traits>
#include <variant>

// What --json prints, by nlohmann's library. (Views of pipelines and runs: view/json.hpp.)

namespace leat::detail {

using json_value = nlohmann::ordered_json;

/// What is not UTF-8 becomes U+FFFD.
inline void write_json(std::ostream& out, json_value const& value) {
    out << value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
}

inline json_value to_json(json_scalar const& value) {
    return std::visit(
        [](auto const& one) -> json_value {
            if constexpr (std::is_same_v<decltype(one), std::monostate const&>)
                return {};
            else
                return one;
        },
        value);
}

} // namespace leat::detail
