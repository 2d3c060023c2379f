// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/csv_reader.hpp>
#include <leat/catalog/text.hpp>
#include <leat/serial/enum_names.hpp>
#include <leat/serial/read_date.hpp>
#include <leat/serial/read_time.hpp>
#include <leat/serial/value_text.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <optional>
#include <ratio>
#include <string>
#include <string_view>

namespace leat::detail {

/// How a `T` is a field of a CSV file: `read(cell, value)` is false when the cell holds none,
/// `append(to, value, separator)` when it cannot be written; `kind()` is what it is, as in "a
/// date".
template <class T>
struct csv_field;

/// What a field of a row may be: a number, a bool, a character, a `std::string`, an enumerator that
/// has a name (`leat_names`), a date, a point in time, a duration, or a `std::optional` of one of
/// them.
template <class T>
concept csv_value = requires { csv_field<T>::kind(); };

template <number T>
struct csv_field<T> {
    static bool read(csv_cell const& cell, T& value) { return read_number(cell.text, value); }
    static bool append(std::string& to, T value, char separator) {
        std::size_t const start = to.size();
        append_number(to, value);
        if (to.find(separator, start) != to.npos) // a separator such as '.'
            to.insert(start, 1, '"') += '"';
        return true;
    }
    static std::string kind() { return number_kind<T>(); }
};

template <>
struct csv_field<std::string> {
    LEAT_DECL static bool read(csv_cell const& cell, std::string& value);

    /// In quotes where it must be, and when it is empty, which tells it from a missing value.
    LEAT_DECL static bool append(std::string& to, std::string const& value, char separator);
    static std::string kind() { return "a text"; }
};

/// One byte, which stands in quotes where a text would.
template <>
struct csv_field<char> {
    LEAT_DECL static bool read(csv_cell const& cell, char& value);
    LEAT_DECL static bool append(std::string& to, char value, char separator);
    static std::string kind() { return "one character"; }
};

/// The name of an enumerator.
template <named_enum T>
struct csv_field<T> {
    static bool read(csv_cell const& cell, T& value) {
        std::string const text = csv_text(cell);
        bool found = false;
        leat::detail::each_name<T>([&](std::string_view name, T named) {
            if (!found && name == text) found = true, value = named;
        });
        return found;
    }
    static bool append(std::string& to, T value, char separator) {
        std::string const name = leat::detail::name_of(value);
        return !name.empty() && csv_field<std::string>::append(to, name, separator);
    }
    static std::string kind() {
        std::string names;
        leat::detail::each_name<T>([&](std::string_view name, T) {
            names.append(names.empty() ? "one of " : ", ").append(name);
        });
        return names;
    }
};

/// A date of ISO 8601, as in 2012-01-31.
template <>
struct csv_field<std::chrono::year_month_day> {
    LEAT_DECL static bool read(csv_cell const& cell, std::chrono::year_month_day& value);

    LEAT_DECL static bool append(std::string& to, std::chrono::year_month_day const& value,
                                 char separator);
    static std::string kind() { return "a date such as 2012-01-31"; }
};

/// Appends a point in time, without its time of the day where that is not wanted.
LEAT_DECL bool append_csv_instant(std::string& to, std::chrono::sys_days day,
                                  std::chrono::nanoseconds since, std::string_view zone,
                                  bool with_time, char separator);

/// A point in time that is counted in whole steps, none of them finer than what is written.
template <class T>
concept csv_instant =
    is_instant<T> && std::integral<typename T::rep> &&
    std::ratio_greater_equal_v<typename T::period, std::chrono::nanoseconds::period>;

/// A date and a time of ISO 8601, as in 2012-01-31T14:03:07.25Z; of `std::chrono::local_time`
/// without the Z, and a date where days are counted. One of the system's clock must have a zone, so
/// that a file means the same in every place: Z, or as much as +01:00.
template <csv_instant T>
struct csv_field<T> {
    static constexpr bool utc = std::same_as<typename T::clock, std::chrono::system_clock>;

    static bool read(csv_cell const& cell, T& value) {
        read_moment made;
        if constexpr (is_day<T>) {
            std::chrono::year_month_day date{};
            if (!csv_field<std::chrono::year_month_day>::read(cell, date)) return false;
            made.day = std::chrono::sys_days(date);
        } else if (leat::detail::read_instant(cell.text, utc ? zoning::required : zoning::none,
                                              made)) {
            return false;
        }
        return leat::detail::from_moment(made, value);
    }
    static bool append(std::string& to, T const& value, char separator) {
        using namespace std::chrono;
        auto const day = floor<days>(value.time_since_epoch());
        return leat::detail::append_csv_instant(
            to, sys_days(day), duration_cast<nanoseconds>(value.time_since_epoch() - day),
            utc ? "Z" : "", !is_day<T>, separator);
    }
    static std::string kind() {
        if constexpr (is_day<T>) return csv_field<std::chrono::year_month_day>::kind();
        return std::string("a date and time such as 2012-01-31T14:03:07") + (utc ? "Z" : "");
    }
};

/// A number and its unit, as in 500ms or 30s; a number alone is in the steps of the type, and so is
/// what is written of a type whose steps have no unit.
template <number Count, class Period>
struct csv_field<std::chrono::duration<Count, Period>> {
    using duration = std::chrono::duration<Count, Period>;

    static bool read(csv_cell const& cell, duration& value) {
        std::string_view digits = cell.text;
        // As it was written, to the last bit.
        if (digits.ends_with(unit())) digits.remove_suffix(unit().size());
        Count count{};
        if (!read_number(digits, count)) {
            long double made = 0;
            if (leat::detail::read_time(cell.text, time_steps_of<Count, Period>(), made))
                return false;
            count = static_cast<Count>(made);
        }
        value = duration(count);
        return true;
    }
    static bool append(std::string& to, duration const& value, char separator) {
        std::string text;
        append_number(text, value.count());
        return csv_field<std::string>::append(to, text.append(unit()), separator);
    }
    static std::string kind() {
        return std::string("a time such as 30").append(unit().empty() ? "s" : unit());
    }

private:
    static std::string_view unit() { return leat::detail::time_unit_of(Period::num, Period::den); }
};

/// Nothing at all between two separators is no value; `""` is an empty text.
template <csv_value T>
struct csv_field<std::optional<T>> {
    static bool read(csv_cell const& cell, std::optional<T>& value) {
        value.reset();
        return (cell.text.empty() && !cell.quoted) || csv_field<T>::read(cell, value.emplace());
    }
    static bool append(std::string& to, std::optional<T> const& value, char separator) {
        return !value || csv_field<T>::append(to, *value, separator);
    }
    static std::string kind() { return csv_field<T>::kind(); }
};

// An optional optional has two kinds of nothing, and a cell one.
template <class T>
struct csv_field<std::optional<std::optional<T>>>;

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/catalog/impl/csv_field.ipp>
#endif
