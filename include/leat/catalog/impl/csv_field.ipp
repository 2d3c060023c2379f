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
    return !leat::detail::read_date(cell.text, value);
}

LEAT_DECL bool csv_field<std::chrono::year_month_day>::append(
    std::string& to, std::chrono::year_month_day const& value, char separator) {
    int const year = static_cast<int>(value.year());
    if (!value.ok() || year < 0 || year > 9999) return false;
    return csv_field<std::string>::append(to, leat::detail::date_text(value), separator);
}

LEAT_DECL bool csv_field<char>::read(csv_cell const& cell, char& value) {
    std::string const text = csv_text(cell);
    if (text.size() != 1) return false;
    value = text[0];
    return true;
}

LEAT_DECL bool csv_field<char>::append(std::string& to, char value, char separator) {
    return csv_field<std::string>::append(to, std::string(1, value), separator);
}

LEAT_DECL bool append_csv_instant(std::string& to, std::chrono::sys_days day,
                                  std::chrono::nanoseconds since, std::string_view zone,
                                  bool with_time, char separator) {
    using namespace std::chrono;
    if (day < sys_days(year(0) / 1 / 1) || day > sys_days(year(9999) / 12 / 31)) return false;
    std::string text = with_time ? leat::detail::instant_text(day, since).append(zone)
                                 : leat::detail::date_text(year_month_day(day));
    return csv_field<std::string>::append(to, text, separator);
}

} // namespace leat::detail
