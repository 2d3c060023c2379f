// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/table.hpp>
#include <leat/hooks/text.hpp>

#include <algorithm>
#include <cstddef>

namespace leat::detail {

LEAT_DECL void print_table(std::string& out, std::vector<std::vector<std::string>> const& rows,
                           std::string_view sides) {
    std::vector<std::size_t> widths(sides.size());
    for (auto const& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], columns_of(row[i]));
    for (auto const& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            std::size_t const gap = widths[i] - columns_of(row[i]);
            out.append(sides[i] == 'r' ? gap + 2 : 2, ' ');
            print_shortened(out, row[i], widths[i]);
            if (sides[i] == 'l' && i + 1 < row.size()) out.append(gap, ' ');
        }
        out += '\n';
    }
}

} // namespace leat::detail
