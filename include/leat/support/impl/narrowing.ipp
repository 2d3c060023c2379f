// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>
#include <leat/support/narrowing.hpp>

#include <cstdio>
#include <string>

namespace leat::detail {

LEAT_DECL void refuse_number(std::string_view pipeline, std::string_view name, long double number,
                             long double least, long double most, bool whole) {
    auto const in_digits = [&](long double value) {
        char text[64];
        std::snprintf(text, sizeof text, whole ? "%.20Lg" : "%.6Lg", value);
        return std::string(text);
    };
    std::string text = "pipeline '";
    text.append(pipeline).append("': '").append(name).append("' is given ");
    text.append(in_digits(number)).append(", and its type holds ").append(in_digits(least));
    text.append(" to ").append(in_digits(most));
    text.append(". Give a number between these, or let the value have a wider type");
    throw error(text);
}

} // namespace leat::detail
