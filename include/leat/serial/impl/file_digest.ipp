// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/file_digest.hpp>
#include <leat/serial/hasher.hpp>
#include <leat/support/error.hpp>

#include <cerrno>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL std::int64_t system_now() noexcept {
    ::timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return nanoseconds_of(now);
}

LEAT_DECL digest file_digests::of(std::filesystem::path const& path) { return see(path).content; }

LEAT_DECL seen_file file_digests::see(std::filesystem::path const& path) {
    file_stamp const here = look_at(path);
    if (auto const known = remembered(path, here)) return {{}, here, *known, true};
    // What is written to while it is read has another digest when the writer is done.
    for (int attempt = 0; attempt < 3; ++attempt)
        if (auto found = read(path)) return *std::move(found);
    throw error("cannot read '" + path.string() +
                "': it is written to all the time; wait until its writer is done");
}

LEAT_DECL file_stamp file_digests::checked(std::filesystem::path const& path,
                                           struct stat const& found) {
    if (S_ISDIR(found.st_mode)) throw_file_error("read", path, EISDIR);
    if (!S_ISREG(found.st_mode))
        throw error("cannot read '" + path.string() +
                    "': it is a device, a pipe or a socket; name a file with a content that "
                    "stays");
    return stamp_of(found);
}

LEAT_DECL file_stamp file_digests::look_at(std::filesystem::path const& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) throw_file_error("read", path, errno);
    return checked(path, found);
}

LEAT_DECL file_stamp file_digests::look_at(std::filesystem::path const& path,
                                           descriptor const& file) {
    struct stat found {};
    if (::fstat(file.get(), &found) != 0) throw_file_error("read", path, errno);
    return checked(path, found);
}

LEAT_DECL std::optional<digest> file_digests::remembered(std::filesystem::path const& path,
                                                         file_stamp const& here) {
    std::lock_guard const lock(mutex_);
    auto const at = known_.find(path.native());
    if (at == known_.end() || at->second.stamp != here) return std::nullopt;
    return at->second.content;
}

LEAT_DECL std::optional<seen_file> file_digests::read(std::filesystem::path const& path) {
    std::int64_t const start = now_();
    descriptor const file(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (!file) throw_file_error("read", path, errno);
    file_stamp const before = look_at(path, file);
    auto const wanted = static_cast<std::size_t>(before.size) + 1; // one more shows the end
    std::size_t const capacity = wanted < block ? wanted : block;
    auto const buffer = std::make_unique_for_overwrite<unsigned char[]>(capacity);
    hasher content;
    ++reads_;
    std::int64_t size = 0;
    while (auto const got =
               uninterrupted([&] { return ::read(file.get(), buffer.get(), capacity); })) {
        if (got < 0) throw_file_error("read", path, errno);
        content.bytes(buffer.get(), static_cast<std::size_t>(got));
        size += got;
    }
    if (look_at(path, file) != before) return std::nullopt;
    // A file that the kernel makes up has no size, and times that say nothing.
    bool const is_settled = size == before.size && before.modified <= start - settled &&
                            before.changed <= start - settled;
    seen_file const found{{}, before, content.finish(), is_settled};
    if (is_settled) {
        std::lock_guard const lock(mutex_);
        known_.insert_or_assign(path.native(), entry{before, found.content});
    }
    return found;
}

} // namespace leat::detail

namespace leat {

LEAT_DECL digest file_digest(std::filesystem::path const& path) {
    static detail::file_digests known;
    detail::seen_file const found = known.see(path);
    detail::file_notes::add(path, found.stamp, found.content, found.settled);
    return found.content;
}

} // namespace leat
