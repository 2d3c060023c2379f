// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/changed_file.hpp>
#include <leat/serial/file_digest.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>

namespace leat::detail {

LEAT_DECL bool has_changed(seen_file const& file) noexcept try {
    struct stat found {};
    if (::stat(file.path.c_str(), &found) != 0 || stamp_of(found) != file.stamp) return true;
    return !file.settled && file_digest(file.path) != file.content;
} catch (...) { // it cannot be read any more
    return true;
}

LEAT_DECL std::string moment_text(std::int64_t nanoseconds) {
    auto const seconds = static_cast<std::time_t>(nanoseconds / 1'000'000'000);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    char text[48];
    std::string shown(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc));
    auto const size = std::snprintf(text, sizeof text, ".%06dZ",
                                    static_cast<int>(nanoseconds % 1'000'000'000 / 1000));
    return shown.append(text, static_cast<std::size_t>(size));
}

LEAT_DECL std::string describe_change(seen_file const& file) {
    std::string text = "file '" + file.path.string() + "' ";
    struct stat found {};
    if (::stat(file.path.c_str(), &found) != 0)
        return text + "of " + moment_text(file.stamp.modified) + " cannot be looked at any more";
    return text + "has changed: it was of " + moment_text(file.stamp.modified) + " and is of " +
           moment_text(nanoseconds_of(found.st_mtim));
}

} // namespace leat::detail
