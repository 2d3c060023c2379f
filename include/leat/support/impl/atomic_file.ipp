// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/atomic_file.hpp>
#include <leat/support/error.hpp>

#include <atomic>
#include <cstddef>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL void throw_file_error(std::string_view verb, std::filesystem::path const& path,
                                int code) {
    std::string_view remedy = "check the path";
    if (code == ENOSPC || code == EDQUOT || code == EFBIG)
        remedy = "the disk is full or the file larger than is allowed here, so free some space or "
                 "choose another place";
    else if (code == EACCES || code == EPERM || code == EROFS)
        remedy = "allow it or choose another place";
    else if (code == EISDIR)
        remedy = "name a file in place of the folder";
    throw error("cannot " + std::string(verb) + " '" + path.string() +
                "': " + std::generic_category().message(code) + "; " + std::string(remedy));
}

LEAT_DECL void descriptor::open(std::filesystem::path const& path, int flags,
                                ::mode_t mode) noexcept {
    close();
    number_ = uninterrupted([&] { return ::open(path.c_str(), flags | O_CLOEXEC, mode); });
}

LEAT_DECL void descriptor::close() noexcept {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
}

LEAT_DECL bool descriptor::lock(int flags) const noexcept {
    return uninterrupted([&] { return ::flock(number_, flags); }) == 0;
}

LEAT_DECL bool descriptor::is_at(std::filesystem::path const& path) const noexcept {
    struct stat here {
    }, there{};
    return ::fstat(number_, &here) == 0 && ::lstat(path.c_str(), &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

LEAT_DECL int descriptor::sync() const noexcept {
    return uninterrupted([&] { return ::fsync(number_); }) == 0 || errno == EINVAL ? 0 : errno;
}

LEAT_DECL std::string temporary_name(std::string const& name) {
    static std::atomic<unsigned> counter = 0;
    return "." + name + "." + std::to_string(::getpid()) + "-" + std::to_string(counter++) +
           ".leat-tmp";
}

LEAT_DECL void remove_stale_temporaries(std::filesystem::path const& folder,
                                        std::string const& name) {
    std::error_code ignored;
    std::filesystem::directory_iterator entry(folder, ignored), end;
    for (; !ignored && entry != end; entry.increment(ignored)) {
        std::string const found = entry->path().filename().string();
        if (!found.starts_with("." + name + ".") || !found.ends_with(".leat-tmp")) continue;
        // A writer that has made its temporary and not locked it yet finds, once it has the lock,
        // that the name is gone, and makes another one.
        descriptor const file(entry->path(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
        std::error_code gone;
        if (file && file.lock(LOCK_EX | LOCK_NB) && file.is_at(entry->path()))
            std::filesystem::remove_all(entry->path(), gone);
    }
}

LEAT_DECL std::filesystem::path followed(std::filesystem::path const& path) {
    std::filesystem::path at = path;
    std::error_code no_link;
    for (int links = 0; std::filesystem::is_symlink(at, no_link); ++links) {
        if (links == 40) throw_file_error("write", path, ELOOP);
        std::filesystem::path const to = std::filesystem::read_symlink(at, no_link);
        at = at.parent_path() / to;
    }
    return at;
}

LEAT_DECL std::filesystem::path from_root(std::filesystem::path const& path) {
    std::error_code failed; // the working folder may be gone
    std::filesystem::path const found = std::filesystem::absolute(path, failed);
    return failed || path.empty() ? path : found;
}

LEAT_DECL void make_folders(std::filesystem::path const& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) throw_file_error("make the folder", folder, failed.value());
}

LEAT_DECL atomic_file::atomic_file(std::filesystem::path const& target)
    : shown_(target), target_(followed(target)), folder_(target_.parent_path()) {
    if (folder_.empty()) folder_ = ".";
    std::string const name = target_.filename().string();
    struct stat old {};
    bool const exists = ::stat(target_.c_str(), &old) == 0;
    if (name.empty() || (exists && S_ISDIR(old.st_mode))) fail(EISDIR);
    if (exists && !S_ISREG(old.st_mode))
        throw error("cannot write '" + shown_.string() +
                    "': it is a device or a pipe; name a file that can be replaced");
    if (exists && ::access(target_.c_str(), W_OK) != 0) fail(errno);
    if (!exists) make_folders(folder_);
    remove_stale_temporaries(folder_, name);
    ::mode_t const mode = exists ? old.st_mode & 0777 : 0666;
    do {
        temporary_ = folder_ / temporary_name(name);
        file_.open(temporary_, O_WRONLY | O_CREAT | O_EXCL, mode);
        if (!file_ && errno != EEXIST) fail(errno);
        if (file_) file_.lock();
    } while (!file_ || !file_.is_at(temporary_));
    if (exists) ::fchmod(file_.get(), mode); // what the umask took away
    setp(buffer_, buffer_ + sizeof buffer_);
}

LEAT_DECL atomic_file::~atomic_file() {
    if (file_) ::unlink(temporary_.c_str());
}

LEAT_DECL void atomic_file::write(std::string_view text) {
    sync();
    put(text);
    check();
}

LEAT_DECL void atomic_file::commit() {
    sync();
    check();
    failed_ = file_.sync();
    check();
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
    file_.close();
    // The new file is there for everybody: an error here could not take it back.
    if (descriptor const folder(folder_, O_RDONLY | O_DIRECTORY); folder) folder.sync();
}

LEAT_DECL void atomic_file::fail(int code) const { throw_file_error("write", shown_, code); }

LEAT_DECL void atomic_file::put(std::string_view text) noexcept {
    while (!text.empty() && failed_ == 0) {
        auto const written =
            uninterrupted([&] { return ::write(file_.get(), text.data(), text.size()); });
        if (written < 0)
            failed_ = errno;
        else
            text.remove_prefix(static_cast<std::size_t>(written));
    }
}

LEAT_DECL int atomic_file::sync() {
    put({pbase(), static_cast<std::size_t>(pptr() - pbase())});
    setp(buffer_, buffer_ + sizeof buffer_);
    return failed_ == 0 ? 0 : -1;
}

LEAT_DECL atomic_file::int_type atomic_file::overflow(int_type c) {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
}

LEAT_DECL std::streamsize atomic_file::xsputn(char const* from, std::streamsize size) {
    if (static_cast<std::size_t>(size) < sizeof buffer_) return std::streambuf::xsputn(from, size);
    sync();
    put({from, static_cast<std::size_t>(size)});
    return failed_ == 0 ? size : 0;
}

LEAT_DECL void write_whole(std::filesystem::path const& path, std::string_view text) {
    atomic_file file(path);
    file.write(text);
    file.commit();
}

} // namespace leat::detail
