// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/atomic_file.hpp>
#include <leat/support/file_bytes.hpp>
#include <leat/support/large_pages.hpp>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL std::unique_ptr<char[]> make_room(std::size_t size) {
    auto room = std::make_unique_for_overwrite<char[]>(size);
    prefer_large_pages(room.get(), size);
    return room;
}

LEAT_DECL file_bytes read_bytes(std::filesystem::path const& path) {
    descriptor const file(path, O_RDONLY);
    struct stat found {};
    if (!file || ::fstat(file.get(), &found) != 0) throw_file_error("read", path, errno);
    // One byte more than is expected, so that the end is seen without growing; a file of the kernel
    // says that its size is 0.
    std::size_t room = static_cast<std::size_t>(found.st_size) + 1;
    file_bytes bytes{make_room(room)};
    for (;;) {
        auto const got = uninterrupted(
            [&] { return ::read(file.get(), bytes.at.get() + bytes.size, room - bytes.size); });
        if (got < 0) throw_file_error("read", path, errno);
        bytes.size += static_cast<std::size_t>(got);
        if (got == 0) return bytes;
        if (bytes.size < room) continue;
        auto larger = make_room(room *= 2);
        std::memcpy(larger.get(), bytes.at.get(), bytes.size);
        bytes.at = std::move(larger);
    }
}

LEAT_DECL std::string read_whole(std::filesystem::path const& path) {
    return std::string(read_bytes(path).view());
}

} // namespace leat::detail
