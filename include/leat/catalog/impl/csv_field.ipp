// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/csv_field.hpp>

#include <string_view>

namespace leat::detail {

LEAT_DECL bool csv_field<std::string>::read(csv_cell const& cell, std::string& value) {
    value = csv_text(cell);
    return true;
}

LEAT_DECL bool csv_field<std::string>::append(std::string& to, std::string const& value,
                                              char separator) {
    char const special[] = {separator, '"', '\r', '\n', '\0'};
    if (!value.empty() && value.find_first_of(special, 0, 4) == value.npos) {
        to += value;
        return true;
    }
    to += '"';
    for (char c : value) {
        if (c == '"') to += '"';
        to += c;
    }
    to += '"';
    return true;
}

LEAT_DECL bool csv_field<std::chrono::year_month_day>::read(csv_cell const& cell,
                                                            std::chrono::year_month_day& value) {
    std::string_view const text = cell.text;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    for (std::size_t i = 0; i < 10; ++i)
        if (i != 4 && i != 7 && (text[i] < '0' || text[i] > '9')) return false;
    auto const digits = [&](std::size_t at, std::size_t size) {
        unsigned number = 0;
        for (char c : text.substr(at, size)) number = 10 * number + static_cast<unsigned>(c - '0');
        return number;
    };
    value = std::chrono::year(static_cast<int>(digits(0, 4))) / std::chrono::month(digits(5, 2)) /
            std::chrono::day(digits(8, 2));
    return value.ok();
}

LEAT_DECL bool csv_field<std::chrono::year_month_day>::append(
    std::string& to, std::chrono::year_month_day const& value, char separator) {
    int const year = static_cast<int>(value.year());
    if (!value.ok() || year < 0 || year > 9999) return false;
    char digits[] = "0000-00-00";
    auto const put = [&](std::size_t end, unsigned number) {
        for (; number != 0; number /= 10) digits[--end] = static_cast<char>('0' + number % 10);
    };
    put(4, static_cast<unsigned>(year));
    put(7, static_cast<unsigned>(value.month()));
    put(10, static_cast<unsigned>(value.day()));
    return csv_field<std::string>::append(to, digits, separator);
}

} // namespace leat::detail
