// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <concepts>
#include <filesystem>
#include <utility>

namespace leat {

/// A path that stands for the content of the file: where a value is fingerprinted, the file's bytes
/// count, not its name. Converts from and to `std::filesystem::path`, so a function that takes a
/// path takes a file.
class file {
public:
    file() = default;

    template <class Source>
        requires(!std::same_as<std::remove_cvref_t<Source>, file> &&
                 std::convertible_to<Source, std::filesystem::path>)
    file(Source&& source) : path_(std::forward<Source>(source)) {}

    std::filesystem::path const& path() const noexcept { return path_; }
    operator std::filesystem::path const&() const noexcept { return path_; }

    friend bool operator==(file const&, file const&) = default;

private:
    std::filesystem::path path_;
};

} // namespace leat
