// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace leat::detail {

/// Takes the first character off a text in UTF-8 that is not empty. A question mark stands for
/// what a terminal could take for a command.
LEAT_DECL std::string_view take_shown(std::string_view& text);

/// A text in at most 61 characters, and how many those are. What is left out is a "…".
struct table_cell {
    std::string text{};
    std::size_t size = 0;
};
/// The characters from place `first` on.
LEAT_DECL table_cell cell_of(std::string_view text, std::size_t first = 0);
/// Two texts around the place where they differ.
LEAT_DECL std::pair<table_cell, table_cell> cells_of(std::string_view left, std::string_view right);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/table_cell.ipp>
#endif
