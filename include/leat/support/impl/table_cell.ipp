// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/printable.hpp>
#include <leat/support/table_cell.hpp>

#include <algorithm>

namespace leat::detail {

LEAT_DECL std::string_view take_shown(std::string_view& text) {
    code_point const c = first_code_point(text);
    std::string_view const shown = is_printable(c) ? text.substr(0, c.size) : "?";
    text.remove_prefix(c.size);
    return shown;
}

LEAT_DECL table_cell cell_of(std::string_view text, std::size_t first) {
    table_cell cell;
    for (std::size_t i = 0; i < first && !text.empty(); ++i) take_shown(text);
    if (first > 0) cell = {"…", 1};
    for (; !text.empty() && cell.size < 60; ++cell.size) cell.text += take_shown(text);
    return text.empty() ? cell : table_cell{cell.text + "…", cell.size + 1};
}

LEAT_DECL std::pair<table_cell, table_cell> cells_of(std::string_view left,
                                                     std::string_view right) {
    constexpr std::size_t before = 20;
    auto const mismatch = std::ranges::mismatch(left, right);
    auto const bytes = static_cast<std::size_t>(mismatch.in1 - left.begin());
    std::size_t same = 0; // characters before that place
    for (std::string_view rest = left; left.size() - rest.size() < bytes; ++same) take_shown(rest);
    auto const last = [](std::string_view text) { // where the last 60 characters begin
        std::size_t size = 0;
        for (; !text.empty(); ++size) take_shown(text);
        return size < 60 ? 0 : size - 59;
    };
    std::size_t const first = same < 60 - before ? 0 : same - before;
    return {cell_of(left, std::min(first, last(left))),
            cell_of(right, std::min(first, last(right)))};
}

} // namespace leat::detail
