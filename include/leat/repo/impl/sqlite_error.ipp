// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>
#include <leat/repo/sqlite_error.hpp>

#include <cerrno>
#include <system_error>

#include <sqlite3.h>

namespace leat::detail {

LEAT_DECL std::string sqlite_remedy(int code, int number, std::string_view message) {
    bool const full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return "the disk is full; free some space or choose another place";
    case SQLITE_IOERR:
        // SQLite does not always tell why it could not write.
        if (full || code == SQLITE_IOERR_WRITE)
            return "the disk is full or the file larger than is allowed here; free some space or "
                   "choose another place, or check the disk";
        return std::string(message) +
               (number ? " (" + std::generic_category().message(number) + ")" : "") +
               "; check the disk";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return "it or its folder may not be written to; allow it or choose another place";
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return "it is damaged or no database; move it away, and what is in 'store' beside it makes "
               "it anew";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return "another process has kept it locked for too long; wait for that one or stop it";
    case SQLITE_CANTOPEN:
        return "it cannot be opened" +
               (number ? ": " + std::generic_category().message(number) : "") +
               "; check the path and who may use it";
    case SQLITE_NOMEM:
        return "there is not enough memory; free some";
    default:
        return std::string(message);
    }
}

LEAT_DECL void throw_sqlite_error(int code, int number, std::string_view message,
                                  std::filesystem::path const& file, std::string_view doing) {
    throw repo_error("cannot " + std::string(doing) + " '" + file.string() +
                     "': " + sqlite_remedy(code, number, message));
}

} // namespace leat::detail
