// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/text.hpp>

namespace leat::detail {

LEAT_DECL std::string quoted_sample(std::string_view text) {
    std::size_t size = std::min<std::size_t>(text.size(), 40);
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size; // no half character
    std::string quoted("'");
    return quoted.append(text.substr(0, size)).append(size < text.size() ? "...'" : "'");
}

} // namespace leat::detail

namespace leat::dataset {

LEAT_DECL bool text::exists() const {
    std::error_code unknown;
    return std::filesystem::is_regular_file(path_, unknown);
}

LEAT_DECL std::string text::describe() const { return "text file '" + path_.string() + "'"; }

} // namespace leat::dataset
