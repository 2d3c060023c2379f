// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/run_row.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/serial/shown.hpp>

#include <algorithm>
#include <bit>
#include <type_traits>

#include <sqlite3.h>

namespace leat {

LEAT_DECL std::string run_param::text() const {
    if (auto const* const flag = std::get_if<std::int64_t>(&value); flag && type == "bool")
        return shown(*flag != 0);
    if (auto const* const words = std::get_if<std::string>(&value); words && is_in_words())
        return *words;
    return std::visit([](auto const& one) { return shown(one); }, value);
}

LEAT_DECL bool run_param::is_in_words() const {
    std::size_t const arguments = type.find('<');
    return arguments != type.npos && type.find("basic_string") > arguments;
}

} // namespace leat

namespace leat::detail {

LEAT_DECL std::string join_names(std::vector<std::string> const& names) {
    std::string all;
    for (std::string const& name : names) all += (all.empty() ? "" : ",") + name;
    return all;
}

LEAT_DECL std::vector<std::string> split_names(std::string_view text) {
    std::vector<std::string> names;
    while (!text.empty()) {
        auto const end = std::min(text.find(','), text.size());
        names.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return names;
}

LEAT_DECL void insert_param(database& db, std::string_view run, run_param const& param) {
    statement row(db, "INSERT INTO params(run, name, value, type) VALUES(?, ?, ?, ?) "
                      "ON CONFLICT(run, name) DO UPDATE SET value = excluded.value, "
                      "type = excluded.type");
    row.bind(run, param.name, nullptr, param.type);
    char bits[8]; // a NaN would be lost as a number
    if (auto const* const real = std::get_if<double>(&param.value); real && *real != *real) {
        pack_word(bits, std::bit_cast<std::uint64_t>(*real));
        row.set(3, column_bytes{{bits, sizeof bits}});
    } else {
        std::visit(
            [&]<class Value>(Value const& value) {
                if constexpr (!std::is_same_v<Value, std::monostate>) row.set(3, value);
            },
            param.value);
    }
    row.run();
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
