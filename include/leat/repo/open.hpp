// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/opened_here.hpp>
#include <leat/repo/schema.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace leat::detail {

inline constexpr std::string_view repo_file = "repo.sqlite";

/// An open repo.
struct open_database {
    file_identity file{};
    opened_here mark{};
    std::unique_ptr<database> db{};
    bool read_only = false;
    bool immutable = false; ///< read without locks, as nobody was there who writes
    std::filesystem::file_time_type changed{};
};

/// A file name in a URI of SQLite's.
LEAT_DECL std::string sqlite_uri(std::filesystem::path const& file, std::string_view how);

/// What is in the log beside the file, in bytes.
LEAT_DECL std::uintmax_t log_size(std::filesystem::path const& file) noexcept;

LEAT_DECL std::unique_ptr<database> open_to_read(std::filesystem::path const& file,
                                                 bool& immutable);

/// Opens what is in the folder, to be written if it may be. Requires that the file is there. Throws
/// `repo_error` when it is not a repo or of a newer version, and leaves it as it was.
LEAT_DECL open_database open_repo(std::filesystem::path const& folder);

/// Makes the folder and a repo in it, filled by `fill(database)`, unless it is there already. It
/// comes into being as a whole: nobody finds a part of it.
LEAT_DECL void create_repo(std::filesystem::path const& folder, function_ref<void(database&)> fill);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/open.ipp>
#endif
