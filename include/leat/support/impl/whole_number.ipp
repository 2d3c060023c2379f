// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/whole_number.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace leat::detail {

LEAT_DECL std::string whole_digits(std::string_view text) {
    constexpr std::size_t most = 40;
    auto const take_digits = [&] {
        std::size_t const count = std::min(text.find_first_not_of("0123456789"), text.size());
        std::string_view const digits = text.substr(0, count);
        text.remove_prefix(count);
        return digits;
    };
    std::string made;
    if (text.starts_with('-')) {
        made = "-";
        text.remove_prefix(1);
    }
    std::string digits(take_digits());
    long exponent = 0;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        std::string_view const fraction = take_digits();
        digits += fraction;
        exponent -= static_cast<long>(fraction.size());
    }
    if (digits.empty()) return {};
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with("+-")) return {};
        if (text.starts_with('+')) text.remove_prefix(1);
        long given = 0;
        auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), given);
        if (wrong != std::errc() || given < -1000 || given > 1000) return {};
        exponent += given;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    if (!text.empty()) return {};

    for (; exponent < 0 && !digits.empty(); ++exponent) {
        if (digits.back() != '0') return {}; // not whole
        digits.pop_back();
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty()) return "0";
    if (exponent < 0 || digits.size() + static_cast<std::size_t>(exponent) > most) return {};
    return made + digits + std::string(static_cast<std::size_t>(exponent), '0');
}

} // namespace leat::detail
