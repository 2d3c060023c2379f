// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/csv.hpp>

#include <algorithm>
#include <system_error>

namespace leat::dataset {

LEAT_DECL csv::csv(std::filesystem::path path, std::vector<std::string> columns, char separator)
    : path_(std::move(path)), columns_(std::move(columns)), separator_(separator) {
    if (separator == '"' || separator == '\n' || separator == '\r')
        throw error(describe() + ": a quote or a line end cannot separate fields; choose another "
                                 "separator");
    for (auto name = columns_.begin(); name != columns_.end(); ++name)
        if (std::find(columns_.begin(), name, *name) != name)
            throw error(describe() + ": column '" + *name +
                        "' is named twice; name one column for each field");
}

LEAT_DECL csv csv::separated_by(char separator) const { return csv(path_, columns_, separator); }

LEAT_DECL bool csv::exists() const {
    std::error_code unknown;
    return std::filesystem::is_regular_file(path_, unknown);
}

LEAT_DECL std::string csv::describe() const { return "csv file '" + path_.string() + "'"; }

LEAT_DECL void csv::check_names(std::vector<std::string> const& fields) const {
    if (columns_.empty()) return;
    auto const missing_in = [](std::vector<std::string> const& all) {
        return [&all](std::string const& name) { return std::ranges::count(all, name) == 0; };
    };
    std::string what;
    if (auto const unknown = std::ranges::find_if(columns_, missing_in(fields));
        unknown != columns_.end())
        what = ": a row has no field '" + *unknown + "' for the column of that name, but ";
    else if (auto const lacking = std::ranges::find_if(fields, missing_in(columns_));
             lacking != fields.end())
        what = ": no column is named for the field '" + *lacking + "' of a row, which has ";
    else
        return;
    for (std::string const& name : fields)
        what += (&name == fields.data() ? "'" : ", '") + name + "'";
    throw error(describe() + what + "; name each field once, in any order, or no column at all");
}

LEAT_DECL void csv::check_count(std::size_t fields) const {
    if (columns_.size() != fields)
        throw error(describe() + ": " + std::to_string(columns_.size()) +
                    " columns are named where a row has " + std::to_string(fields) +
                    " fields; name one column for each field, in the order of the fields");
}

LEAT_DECL std::vector<std::size_t> csv::order_of(std::vector<std::string> const& fields) const {
    std::vector<std::size_t> order;
    if (columns_.empty() || columns_ == fields) return order;
    for (std::string const& name : columns_)
        order.push_back(static_cast<std::size_t>(std::ranges::find(fields, name) - fields.begin()));
    return order;
}

LEAT_DECL std::vector<std::size_t> csv::find_columns(std::vector<std::string> const& header,
                                                     std::vector<std::string> const& names) const {
    std::vector<std::size_t> places;
    for (std::string const& name : names) {
        auto const found = std::find(header.begin(), header.end(), name);
        if (found != header.end() && std::find(found + 1, header.end(), name) == header.end()) {
            places.push_back(static_cast<std::size_t>(found - header.begin()));
            continue;
        }
        std::string what = describe() + ", line 1: " +
                           (found == header.end() ? "there is no column '" + name + "' among "
                                                  : "column '" + name + "' is there twice among ");
        for (std::string const& other : header)
            what += (&other == header.data() ? "'" : ", '") + other + "'";
        throw error(what + "; correct the header or the names of the columns");
    }
    return places;
}

} // namespace leat::dataset
