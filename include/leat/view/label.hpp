// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// What stands in a node of a view. All text is valid UTF-8 that XML may hold, in one line.
namespace leat::detail {

/// The most columns of a line in a box that is drawn here.
inline constexpr std::size_t label_columns = 48;

/// Appends the text with an arrow for each line break, a blank for each tabulator, and U+FFFD for
/// what is not a character.
LEAT_DECL void print_label(std::string& out, std::string_view text, std::string_view line = "↵");

LEAT_DECL std::string label_of(std::string_view text);

/// Appends a size as `8 B`, `1.50 KiB`, `212 MiB`.
LEAT_DECL void print_bytes(std::string& out, std::uint64_t bytes);

/// The status in a word or a few. What is pending when the run has ended was not reached.
LEAT_DECL std::string_view status_label(drawing const& d, node_status status);

/// What is below the name: the caching that was declared; of a run what happened, how long it took
/// and the bytes that were stored. May be empty.
LEAT_DECL std::string second_line(drawing const& d, drawn_node const& drawn);

/// What stands at an edge: the type if types are asked for and it is known, and which value it is
/// where its node makes several.
LEAT_DECL std::string edge_label(drawing const& d, drawn_edge const& edge);

/// Colours for black text on white. Never the only sign: the status stands in the label.
struct status_colours {
    std::string_view fill, line;
};

constexpr status_colours colours_of(node_status status) {
    switch (status) {
    case node_status::ran:
        return {"#d7eed9", "#1b6b2a"};
    case node_status::hit:
        return {"#d6e6f5", "#1d5a91"};
    case node_status::resumed:
        return {"#d3efee", "#0f6a68"};
    case node_status::skipped:
        return {"#ececec", "#5f5f5f"};
    case node_status::overridden:
        return {"#fbeccb", "#8a5a00"};
    case node_status::failed:
        return {"#f9d3cf", "#a31515"};
    case node_status::pending:
        break;
    }
    return {"#ffffff", "#5f5f5f"};
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/label.ipp>
#endif
