// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_lock.hpp>
#include <leat/cache/store_root.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/open.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/error.hpp>

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace leat::detail {

inline constexpr std::string_view repo_readme =
    "This is a record of pipeline runs, made by leat.\n"
    "repo.sqlite and the files beside it with that name: the runs, and the index of the cache.\n"
    "store: values and artifacts, and a copy of the record of each run that has ended.\n"
    "locks: one file for each run that is alive. cache.journal: a copy of the cache's index.\n"
    "When no program uses it, all of it may be deleted; what is deleted in part is made anew from\n"
    "the rest where that is possible.\n";

LEAT_DECL std::string sqlite_uri(std::filesystem::path const& file, std::string_view how) {
    std::string uri = "file:";
    for (char const c : file.string()) {
        bool const plain = c != '%' && c != '?' && c != '#';
        uri += plain ? std::string(1, c) : c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    }
    return uri + "?" + std::string(how);
}

LEAT_DECL std::uintmax_t log_size(std::filesystem::path const& file) noexcept {
    std::error_code none;
    auto const size = std::filesystem::file_size(file.string() + "-wal", none);
    return none ? 0 : size;
}

LEAT_DECL std::unique_ptr<database> open_to_read(std::filesystem::path const& file,
                                                 bool& immutable) {
    auto const open = [&](std::string_view how) {
        auto db = std::make_unique<database>(file, sqlite_uri(file, how), SQLITE_OPEN_READONLY);
        number_of(*db, "SELECT count(*) FROM sqlite_master");
        return db;
    };
    try {
        return open("mode=ro");
    } catch (repo_error const&) { // needs files beside it that cannot be made
        if (log_size(file) > 0)
            throw repo_error("cannot read '" + file.string() +
                             "': its last changes are in the file beside it that ends in '-wal', "
                             "and those can be read only where files may be made; copy the folder "
                             "and read the copy");
    }
    immutable = true;
    return open("immutable=1");
}

LEAT_DECL open_database open_repo(std::filesystem::path const& folder) {
    open_database made;
    auto const file = folder / repo_file;
    made.file = identity_of(file);
    made.mark = opened_here(made.file, file);
    auto const may_write = [](std::filesystem::path const& path) {
        return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
    };
    made.read_only = !may_write(folder) || !may_write(file);
    if (made.read_only) {
        made.db = open_to_read(file, made.immutable);
        std::error_code unknown;
        made.changed = std::filesystem::last_write_time(file, unknown);
    } else {
        made.db =
            std::make_unique<database>(file, sqlite_uri(file, "mode=rw"), SQLITE_OPEN_READWRITE);
    }
    database& db = *made.db;
    // What is refused is not even tidied up at the end.
    ::sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    std::int64_t const version = check_repo(db);
    if (made.read_only && version < repo_version)
        throw repo_error("cannot read '" + file.string() +
                         "': an older leat made it; open it once where it may be written to");
    if (made.read_only) return made;
    ::sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    if (version < repo_version) migrate(db);
    db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; "
           "PRAGMA wal_autocheckpoint = 4000"); // 16 MB, as each waits for the disk
    return made;
}

LEAT_DECL void create_repo(std::filesystem::path const& folder,
                           function_ref<void(database&)> fill) {
    auto const file = folder / repo_file;
    try {
        store_handle const root = make_root(folder);
        folder_lock const creating(make_root(folder), "creating");
        if (std::filesystem::exists(file)) return;
        // Of makers that are gone, and of a database that is gone: a log without it is worth
        // nothing, and would be taken for that of the new one.
        for (std::string const& name : names_in(root))
            if (name.starts_with("." + std::string(repo_file) + ".") ||
                name == std::string(repo_file) + "-wal" || name == std::string(repo_file) + "-shm")
                ::unlinkat(root.get(), name.c_str(), 0);
        std::string const temporary = temporary_name(std::string(repo_file));
        if (store_handle const made = root.open(temporary, O_RDWR | O_CREAT | O_EXCL, 0600); !made)
            throw_file_error("write to", folder, errno);
        struct cleaning {
            store_handle const& in;
            std::string const& name;
            ~cleaning() {
                for (char const* end : {"", "-wal", "-shm", "-journal"})
                    ::unlinkat(in.get(), (name + end).c_str(), 0);
            }
        } const clean{root, temporary};
        {
            database db(folder / temporary, sqlite_uri(folder / temporary, "mode=rw"),
                        SQLITE_OPEN_READWRITE);
            db.doing = "make";
            db.run("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; "
                   "PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON");
            migrate(db);
            fill(db);
        }
        if (store_handle const made = root.open(temporary, O_RDWR)) made.sync();
        if (store_handle const readme = root.open("README.txt", O_WRONLY | O_CREAT | O_EXCL, 0600))
            readme.write(repo_readme);
        // Where files cannot have two names, the lock alone keeps others out.
        if (::linkat(root.get(), temporary.c_str(), root.get(), file.filename().c_str(), 0) != 0 &&
            errno != EEXIST &&
            ::renameat(root.get(), temporary.c_str(), root.get(), file.filename().c_str()) != 0)
            throw_file_error("write to", folder, errno);
    } catch (repo_error const&) {
        throw;
    } catch (error const& e) {
        throw repo_error("cannot make a repo: " + std::string(e.what()));
    }
}

} // namespace leat::detail
