// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/option_type.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace leat::detail {

LEAT_DECL std::vector<program_value> describe_options(option_rows rows) {
    std::vector<program_value> all;
    for (option_row const& row : rows)
        all.push_back({std::string(row.name), row.type->kind(),
                       row.required ? std::string() : row.type->text(row.value),
                       std::string(row.doc), row.required, row.type->list});
    return all;
}

LEAT_DECL void read_options(option_rows rows, std::vector<given_words> const& from) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        given_words const& given = from[i];
        if (given.where.empty()) continue;
        if (said const wrong = rows[i].type->read(given.words, rows[i].value, given.typed)) {
            std::string words = given.words.empty() ? "an empty list" : "";
            for (std::string const& word : given.words)
                words.append(words.empty() ? "'" : ", '").append(word).append("'");
            throw usage_error(given.where + ": " + words + " " + *wrong);
        }
        *rows[i].given = true;
    }
}

LEAT_DECL void take_recorded(option_rows rows, run_record const& from) {
    if (rows.empty()) return;
    auto const recorded = from.values();
    for (option_row const& row : rows)
        for (run_value const& kept : recorded)
            if (kept.name == row.name && row.type->load) {
                row.type->load(from, row.name, row.value);
                *row.given = true;
            }
}

} // namespace leat::detail
