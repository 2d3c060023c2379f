// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/archive.hpp>
#include <leat/serial/format.hpp>
#include <leat/serial/serializable.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/file_bytes.hpp>

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace leat::dataset {

/// A file with any value that is `leat::serializable`, as an archive of Boost.Serialization:
/// binary, or `leat::format::text`, or `leat::format::xml`.
///
/// The file is what Boost writes, so that Boost and people can read it, and a last line of leat's
/// with the type's name, the size and a checksum. The type is told by its name, so that a class may
/// grow with Boost's versions. A file that was edited or has no such line is refused.
///
/// An object is a place and holds nothing: copies are cheap and name the same file.
template <class Format = format::binary>
    requires detail::archive_format<Format>
class archive {
public:
    explicit archive(std::filesystem::path path, Format = {}) : path_(std::move(path)) {}

    /// What was saved. Throws `leat::error` when there is no file, when it is damaged, cut short or
    /// foreign, or when it holds another type or what only a newer program knows. Cost: holds the
    /// file in memory beside the value.
    template <serializable T>
    T load() const {
        return detail::read_archive<T>(detail::read_bytes(path_).view(), Format{}, describe());
    }

    /// Replaces the file, in one step. Throws `leat::error`, and leaves the old one whole then.
    template <serializable T>
    void save(T const& value) const {
        detail::atomic_file file(path_);
        detail::write_archive(file.stream(), value, Format{}, describe());
        file.commit();
    }

    /// Whether there is a file.
    bool exists() const {
        std::error_code unknown;
        return std::filesystem::is_regular_file(path_, unknown);
    }

    /// The part of a `T` that cannot be stored, for the compiler's message.
    template <class T>
    using cannot_store = detail::first_unserializable<T>;

    /// As in "binary archive 'model.bin'".
    std::string describe() const {
        return std::string(Format::name) + " archive '" + path_.string() + "'";
    }

private:
    std::filesystem::path path_;
};

} // namespace leat::dataset
