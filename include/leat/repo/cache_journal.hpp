// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/cache/store_text.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// A file beside the database that is only appended to: what the cache's index would be made anew
// from. Written inside of transactions, so that the order of both is the same.

namespace leat::detail {

inline constexpr char const* journal_file = "cache.journal";

/// What was done to a name.
struct journal_line {
    bool removed = false;
    std::string_view name{};
    std::int64_t used = 0; ///< ns since 1970
    std::string_view bytes{};
};

/// A line that says how many bytes follow, and their checksum together with the line; the bytes;
/// and an empty rest of a line.
LEAT_DECL void write_journal_line(std::string& to, journal_line const& line);

/// Takes what `write_journal_line` wrote off the front of `text`; nothing, and takes nothing, when
/// there is something else.
LEAT_DECL std::optional<journal_line> take_journal_line(std::string_view& text);

/// Visits the lines in order, and passes over what is damaged. Whether something was.
LEAT_DECL bool read_journal(std::string_view text, function_ref<void(journal_line const&)> visit);

/// Appends to the journal in `folder`; the system's error code, or 0. Then there is nothing of it.
/// Requires that nobody else appends meanwhile. `size` becomes that of the journal.
LEAT_DECL int append_to_journal(store_handle const& folder, journal_line const& line,
                                std::uint64_t& size);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/cache_journal.ipp>
#endif
