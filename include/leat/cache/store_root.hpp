// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/support/config.hpp>

#include <filesystem>
#include <string>

namespace leat::detail {

/// Throws what the system's error `code` did to a put into the cache in `folder`.
[[noreturn]] LEAT_DECL void throw_store_error(std::filesystem::path const& folder, int code);

/// The folder of a store; none when it is not there.
LEAT_DECL store_handle open_root(std::filesystem::path const& folder) noexcept;

/// The same, made if it is not there, with what is missing above it. Throws `leat::error`.
LEAT_DECL store_handle make_root(std::filesystem::path const& folder);

/// A folder in another, made if need be. Throws `leat::error`.
LEAT_DECL store_handle make_inside(std::filesystem::path const& shown, store_handle const& in,
                                   std::string const& name, bool durable);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/store_root.ipp>
#endif
