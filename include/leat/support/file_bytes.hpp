// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace leat::detail {

LEAT_DECL std::unique_ptr<char[]> make_room(std::size_t size);

/// Bytes that were read from a file.
struct file_bytes {
    std::unique_ptr<char[]> at;
    std::size_t size = 0;
    std::string_view view() const noexcept { return {at.get(), size}; }
};

/// The content of the file `path`. Throws `leat::error` when there is none.
LEAT_DECL file_bytes read_bytes(std::filesystem::path const& path);

/// The same as a string.
LEAT_DECL std::string read_whole(std::filesystem::path const& path);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/file_bytes.ipp>
#endif
