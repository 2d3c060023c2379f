// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/support/config.hpp>

#include <string>
#include <vector>

namespace leat::detail {

/// Where the names stand that a condition of a query may have.
struct named_things {
    char const* what; ///< for people; null where a condition has no such name
    char const* has;  ///< the statement that looks for one name
    char const* all;  ///< that lists all
};
LEAT_DECL named_things things_of(query_subject subject);

/// The whole name in a condition; empty where it has none.
LEAT_DECL std::string name_asked(query_condition const& c);

/// A sentence, with the nearest name, for each name in a query that no run has.
/// Cost: a look into an index for each name; for an unknown one a scan of the index.
LEAT_DECL std::vector<std::string> unknown_names(database& db, query const& wanted);

/// Of each comparison with a value of another type a sentence with the number of runs.
LEAT_DECL std::vector<std::string> mistyped_values(database& db, query const& wanted);

/// What of a query could not be answered, a sentence each, for people.
LEAT_DECL std::vector<std::string> query_notes(database& db, query const& wanted);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/query_notes.ipp>
#endif
