// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Several names in one word, as `--only a,b`.

namespace leat::detail {

/// The names in a word, with a comma and perhaps blanks between them; `known` are those that there
/// are. A known name may have commas: the longest is meant after which the rest is known, too.
/// What is not known ends at a comma.
LEAT_DECL std::vector<std::string> names_in(std::string_view word,
                                            std::span<std::string_view const> known);

/// The same for each of several words.
LEAT_DECL std::vector<std::string> names_in(std::span<std::string const> words,
                                            std::span<std::string_view const> known);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/name_list.ipp>
#endif
