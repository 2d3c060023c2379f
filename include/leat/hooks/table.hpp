// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// Appends rows in aligned columns, indented; `sides` has an `l` or an `r` for each column.
LEAT_DECL void print_table(std::string& out, std::vector<std::vector<std::string>> const& rows,
                           std::string_view sides);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/table.ipp>
#endif
