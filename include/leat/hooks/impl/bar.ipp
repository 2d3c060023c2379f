// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/bar.hpp>
#include <leat/hooks/text.hpp>
#include <leat/hooks/units.hpp>

#include <algorithm>

namespace leat::detail {

LEAT_DECL void print_bar(std::string& out, bar_text const& what, std::size_t columns) {
    std::string_view node = what.node;
    std::string of_node;
    if (what.others != 0) of_node += " +" + std::to_string(what.others);
    if (what.node_share >= 0)
        of_node += ' ' + std::to_string(static_cast<int>(what.node_share * 100)) + '%';
    std::string elapsed = "  ";
    print_roughly(elapsed, what.elapsed);
    std::string left;
    if (what.left) {
        left = ", about ";
        print_roughly(left, *what.left);
        left += " left";
    }
    std::size_t cells = std::clamp<std::size_t>(columns / 6, 5, 20);

    // The columns of all but the names, and with names that are cut as short as may be.
    constexpr std::size_t least_name = 6;
    std::size_t const pipeline = columns_of(what.pipeline);
    auto const fixed = [&] {
        std::size_t const bar = cells == 0 ? 0 : cells + 3;
        std::size_t const about_node = node.empty() ? 0 : 2 + of_node.size();
        return bar + 2 + what.counts.size() + about_node + elapsed.size() + left.size();
    };
    auto const fits = [&] {
        std::size_t const names =
            std::min(pipeline, least_name) + std::min(columns_of(node), least_name);
        return fixed() + names <= columns;
    };
    if (!fits()) left.clear();
    if (!fits()) cells = 0;
    if (!fits()) elapsed.clear();
    if (!fits()) node = {};
    if (!fits()) return print_shortened(out, what.counts, columns);

    // The node's name gets what the least of the pipeline's leaves, the pipeline's the rest.
    std::size_t const room = columns - fixed();
    std::size_t const for_node = std::min(columns_of(node), room - std::min(pipeline, least_name));
    print_shortened(out, what.pipeline, room - for_node);
    if (cells != 0) {
        double const share = std::clamp(what.share, 0.0, 1.0);
        auto const full = static_cast<std::size_t>(share * static_cast<double>(cells));
        out.append(" [").append(full, '#').append(cells - full, '-').append("]");
    }
    out.append("  ").append(what.counts);
    if (!node.empty()) {
        out += "  ";
        print_shortened(out, node, for_node);
        out += of_node;
    }
    out.append(elapsed).append(left);
}

} // namespace leat::detail
