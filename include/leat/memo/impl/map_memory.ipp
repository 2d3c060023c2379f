// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/memo/map_memory.hpp>
#include <leat/serial/changed_file.hpp>

#include <algorithm>

namespace leat::detail {

LEAT_DECL std::string with_commas(std::size_t number) {
    std::string const digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text.push_back(',');
        text.push_back(digits[i]);
    }
    return text;
}

LEAT_DECL bool any_has_changed(files_of_elements const& files, std::size_t index) noexcept {
    auto const found = files.find(index);
    return found != files.end() && std::ranges::any_of(found->second, has_changed);
}

} // namespace leat::detail
