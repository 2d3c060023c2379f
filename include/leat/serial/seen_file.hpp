// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <cstdint>
#include <filesystem>
#include <vector>

#include <sys/stat.h>
#include <time.h>

namespace leat::detail {

/// A moment of the system's clock, in ns since 1970.
inline std::int64_t nanoseconds_of(::timespec const& time) noexcept {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// What changes with a file's content, short of reading it.
struct file_stamp {
    ::dev_t device = 0;
    ::ino_t inode = 0;
    ::off_t size = 0;
    std::int64_t modified = 0; // can be set at will
    std::int64_t changed = 0;  // by the system alone

    friend bool operator==(file_stamp const&, file_stamp const&) = default;
};
LEAT_DECL file_stamp stamp_of(struct stat const& found) noexcept;

/// A file whose content counts in a key, as it was when it was read for that.
struct seen_file {
    std::filesystem::path path{}; ///< absolute
    file_stamp stamp{};
    digest content{};
    bool settled = false; ///< its times were old by then, so that a change shows in them
};

/// Notes the files that this thread reads by `file_digest`, while it lives, in place of one that is
/// around it.
class file_notes {
public:
    LEAT_DECL explicit file_notes(std::vector<seen_file>& into) noexcept;
    file_notes(file_notes const&) = delete;
    LEAT_DECL ~file_notes();

    LEAT_DECL static void add(std::filesystem::path const& path, file_stamp const& stamp,
                              digest const& content, bool settled);

private:
    LEAT_DECL static std::vector<seen_file>*& here() noexcept;

    std::vector<seen_file>* around_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/seen_file.ipp>
#endif
