// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>
#include <leat/view/label.hpp>
#include <leat/view/placement.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace leat::detail {

LEAT_DECL placed_node box_of(drawing const& d, drawn_node const& node) {
    std::string const second = second_line(d, node);
    auto const columns = [](std::string_view text) {
        return static_cast<double>(std::min(label_columns, columns_of(text)));
    };
    double const text = std::max(7.6 * columns(label_of(node.node.name)), 6.6 * columns(second));
    double const least = node.report ? 100 : 72; // with a mark before what became of it
    return {0, 0, std::max(least, text + 32), second.empty() ? 36.0 : 52.0};
}

LEAT_DECL void print_pixels(std::string& out, double value) {
    std::array<char, 40> text;
    auto const end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 1)
            .ptr;
    std::string_view written(text.data(), static_cast<std::size_t>(end - text.data()));
    if (written.substr(written.size() - 2) == ".0") written.remove_suffix(2);
    out += written == "-0" ? std::string_view("0") : written;
}

LEAT_DECL void print_point(std::string& out, double x, double y) {
    print_pixels(out, x);
    print_pixels(out += ' ', y);
}

} // namespace leat::detail
