// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>
#include <leat/repo/opened_here.hpp>

#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL file_identity identity_of(std::filesystem::path const& file) noexcept {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) return {};
    return {found.st_dev, found.st_ino};
}

LEAT_DECL opened_here::opened_here(file_identity file, std::filesystem::path const& shown)
    : file_(file) {
    auto& [guard, files] = all();
    std::lock_guard const hold(guard);
    entry& found = files[file];
    if (found.users > 0 && found.process != ::getpid()) {
        file_ = {};
        throw repo_error("cannot open '" + shown.string() + "': this process was forked from " +
                         std::to_string(found.process) +
                         ", which had it open, and a database does not survive that; open the "
                         "repo after the fork only, or start another program");
    }
    found.process = ::getpid();
    ++found.users;
}

LEAT_DECL opened_here& opened_here::operator=(opened_here&& from) noexcept {
    std::swap(file_, from.file_);
    return *this;
}

LEAT_DECL opened_here::~opened_here() {
    if (!file_) return;
    auto& [guard, files] = all();
    std::lock_guard const hold(guard);
    auto const found = files.find(file_);
    if (found != files.end() && found->second.process == ::getpid() && --found->second.users == 0)
        files.erase(found);
}

LEAT_DECL std::pair<std::mutex, std::map<file_identity, opened_here::entry>>& opened_here::all() {
    static std::pair<std::mutex, std::map<file_identity, entry>> files;
    return files;
}

} // namespace leat::detail
