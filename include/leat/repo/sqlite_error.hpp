// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace leat::detail {

/// What to do about an error of a database.
LEAT_DECL std::string sqlite_remedy(int code, int number, std::string_view message);

/// `doing` as in "list the runs in"; `number`: the system's error, or 0.
[[noreturn]] LEAT_DECL void throw_sqlite_error(int code, int number, std::string_view message,
                                               std::filesystem::path const& file,
                                               std::string_view doing);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/sqlite_error.ipp>
#endif
