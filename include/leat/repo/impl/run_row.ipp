// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/run_row.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/serial/shown.hpp>

#include <algorithm>
#include <bit>
#include <iterator>
#include <type_traits>

#include <sqlite3.h>

namespace leat::detail {

/// Whether a value of that type is a text, or as good as one, and not in words as a list is.
inline bool holds_text(std::string_view type, std::string_view words) {
    constexpr std::string_view optional = "std::optional<";
    if (type.starts_with(optional)) {
        if (words == "none") return false;
        type.remove_prefix(optional.size());
    }
    if (type.empty() || type.starts_with("char") || type.starts_with("leat::file")) return true;
    if (!type.starts_with("std::")) return false;
    std::string_view const name = type.substr(0, type.find_first_of("<>"));
    return name.find("basic_string") != name.npos || name.find("filesystem") != name.npos;
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::string run_param::text() const { return text_within(max_shown); }

LEAT_DECL std::string run_param::whole_text() const { return text_within(detail::max_list_text); }

LEAT_DECL std::string run_param::recorded_text() const {
    std::string const* const words = std::get_if<std::string>(&value);
    return text_within(words ? words->size() + std::string_view("''...").size()
                             : detail::max_list_text);
}

LEAT_DECL bool run_param::is_whole() const {
    if (std::holds_alternative<std::monostate>(value)) return false;
    std::string const* const words = std::get_if<std::string>(&value);
    return !words || detail::holds_text(type, *words) ||
           !(words->ends_with(" element") || words->ends_with(" elements"));
}

LEAT_DECL std::string run_param::text_within(std::size_t room) const {
    if (auto const* const flag = std::get_if<std::int64_t>(&value); flag && type == "bool")
        return shown(*flag != 0);
    if (auto const* const words = std::get_if<std::string>(&value))
        return detail::holds_text(type, *words) ? detail::shown_text(*words, room)
                                                : detail::shown_words(*words, room);
    if (auto const* const real = std::get_if<double>(&value);
        real && std::ranges::find(detail::float_types, type) != std::end(detail::float_types))
        return shown(static_cast<float>(*real));
    return std::visit([](auto const& one) { return shown(one); }, value);
}

} // namespace leat

namespace leat::detail {

LEAT_DECL std::string join_names(std::vector<std::string> const& names) {
    std::string all;
    for (std::string const& name : names) {
        if (&name != &names.front()) all += ',';
        for (char c : name) {
            if (c == ',' || c == '\\') all += '\\';
            all += c;
        }
    }
    return all;
}

LEAT_DECL std::vector<std::string> split_names(std::string_view text) {
    std::vector<std::string> names;
    if (!text.empty()) names.emplace_back();
    for (std::size_t i = 0; i < text.size(); ++i) {
        // Before leat wrote them, a backslash was one.
        bool const escaped =
            text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == ',' || text[i + 1] == '\\');
        if (text[i] == ',')
            names.emplace_back();
        else
            names.back() += text[escaped ? ++i : i];
    }
    return names;
}

/// The number; 0 for 2^64, which is the same modulo that.
inline std::uint64_t unsigned_of(double number) {
    return number < 0x1p64 ? static_cast<std::uint64_t>(number) : 0;
}

LEAT_DECL void insert_param(database& db, std::string_view run, run_param const& param) {
    statement row(db, "INSERT INTO params(run, name, value, type, rest, given) "
                      "VALUES(?, ?, ?, ?, ?, ?) "
                      "ON CONFLICT(run, name) DO UPDATE SET value = excluded.value, "
                      "type = excluded.type, rest = excluded.rest, given = excluded.given");
    row.bind(run, param.name, nullptr, param.type, nullptr, param.given);
    char bits[8]; // a NaN would be lost as a number
    if (auto const* const real = std::get_if<double>(&param.value); real && *real != *real) {
        pack_word(bits, std::bit_cast<std::uint64_t>(*real));
        row.set(3, column_bytes{{bits, sizeof bits}});
    } else if (auto const* const large = std::get_if<std::uint64_t>(&param.value)) {
        auto const near = static_cast<double>(*large);
        row.set(3, near);
        row.set(5, static_cast<std::int64_t>(*large - unsigned_of(near)));
    } else if (auto const* const exact = std::get_if<long double>(&param.value)) {
        auto const near = static_cast<double>(*exact);
        row.set(3, near);
        row.set(5, static_cast<double>(*exact - static_cast<long double>(near)));
    } else {
        std::visit(
            [&]<class Value>(Value const& value) {
                if constexpr (!std::is_same_v<Value, std::monostate> &&
                              !std::is_same_v<Value, long double>)
                    row.set(3, value);
            },
            param.value);
    }
    row.run();
}

LEAT_DECL param_value param_of(statement const& row, int column, int rest) {
    if (row.type(column) == SQLITE_FLOAT && row.type(rest) == SQLITE_INTEGER)
        return unsigned_of(row.real(column)) + static_cast<std::uint64_t>(row.integer(rest));
    if (row.type(column) == SQLITE_FLOAT && row.type(rest) == SQLITE_FLOAT)
        return static_cast<long double>(row.real(column)) +
               static_cast<long double>(row.real(rest));
    return param_of(row, column);
}

LEAT_DECL param_value param_of(statement const& row, int column) {
    switch (row.type(column)) {
    case SQLITE_INTEGER:
        return row.integer(column);
    case SQLITE_FLOAT:
        return row.real(column);
    case SQLITE_TEXT:
        return row.text(column);
    case SQLITE_BLOB:
        if (auto const bits = row.view(column); bits.size() == 8)
            return std::bit_cast<double>(unpack_word(bits.data()));
        [[fallthrough]];
    default:
        return std::monostate();
    }
}

LEAT_DECL digest digest_of(statement const& row, int column) {
    return read_digest(row.view(column)).value_or(digest{});
}

} // namespace leat::detail
