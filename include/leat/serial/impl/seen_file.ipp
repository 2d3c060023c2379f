// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/seen_file.hpp>

#include <utility>

namespace leat::detail {

LEAT_DECL file_stamp stamp_of(struct stat const& found) noexcept {
    return {found.st_dev, found.st_ino, found.st_size, nanoseconds_of(found.st_mtim),
            nanoseconds_of(found.st_ctim)};
}

LEAT_DECL std::vector<seen_file>*& file_notes::here() noexcept {
    static thread_local std::vector<seen_file>* notes = nullptr;
    return notes;
}

LEAT_DECL file_notes::file_notes(std::vector<seen_file>& into) noexcept
    : around_(std::exchange(here(), &into)) {}

LEAT_DECL file_notes::~file_notes() { here() = around_; }

LEAT_DECL void file_notes::add(std::filesystem::path const& path, file_stamp const& stamp,
                               digest const& content, bool settled) {
    // Absolute, as a node may change the folder.
    if (auto* const notes = here())
        notes->push_back({std::filesystem::absolute(path), stamp, content, settled});
}

} // namespace leat::detail
