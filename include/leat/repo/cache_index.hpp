// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/cache_journal.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/support/config.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace leat::detail {

/// The table of the cache's entries, or of whatever else is put there. Requires an open transaction
/// where it writes.
class cache_index {
public:
    cache_index(database& db, std::filesystem::path const& folder) : db_(db), folder_(folder) {}

    LEAT_DECL std::optional<std::string> get(std::string_view name) const;

    LEAT_DECL void put(std::string_view name, std::string_view bytes, std::int64_t now) const;

    LEAT_DECL bool remove(std::string_view name, std::int64_t now) const;

    LEAT_DECL std::optional<std::uint64_t> size(std::string_view name) const;

    LEAT_DECL void touch(std::string_view name, std::int64_t now) const;

    LEAT_DECL std::optional<std::int64_t> used(std::string_view name) const;

    /// Makes it anew from the journal. Whether some of that was damaged.
    LEAT_DECL bool restore() const;

    /// Writes the journal anew, without what is past.
    LEAT_DECL void compact() const;

private:
    LEAT_DECL void put_row(std::string_view name, std::string_view bytes, std::int64_t now) const;

    LEAT_DECL bool remove_row(std::string_view name) const;

    LEAT_DECL void append(journal_line const& line) const;

    LEAT_DECL std::int64_t number_of_bytes(std::string_view sql) const;

    database& db_;
    std::filesystem::path const& folder_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/cache_index.ipp>
#endif
