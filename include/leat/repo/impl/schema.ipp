// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>
#include <leat/repo/schema.hpp>
#include <leat/repo/transaction.hpp>

#include <string>

namespace leat::detail {

LEAT_DECL std::int64_t number_of(database& db, std::string_view sql) {
    statement query(db, sql);
    return query.step() ? query.integer(0) : 0;
}

LEAT_DECL void migrate(database& db, std::span<char const* const> steps) {
    transaction change(db);
    auto const from = static_cast<std::size_t>(number_of(db, "PRAGMA user_version"));
    for (std::size_t step = from; step < steps.size(); ++step) db.run(steps[step]);
    db.run(("PRAGMA user_version = " + std::to_string(steps.size())).c_str());
    db.run(("PRAGMA application_id = " + std::to_string(repo_application)).c_str());
    change.commit();
}

LEAT_DECL std::int64_t check_repo(database& db) {
    auto const refuse = [&](std::string const& why) {
        throw repo_error("cannot open '" + db.file().string() + "': " + why);
    };
    if (number_of(db, "PRAGMA application_id") != repo_application)
        refuse("it is a database, but none of leat's; choose another folder for the repo");
    std::int64_t const version = number_of(db, "PRAGMA user_version");
    if (version > repo_version)
        refuse("a newer leat made it (version " + std::to_string(version) +
               ", and this one knows " + std::to_string(repo_version) +
               "); use that one, or another folder");
    if (version < 1) refuse("it has no version; choose another folder for the repo");
    return version;
}

} // namespace leat::detail
