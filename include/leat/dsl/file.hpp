// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/path_fwd.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat {

/// A path that stands for the content of the file: where a value is fingerprinted, the file's bytes
/// count, not its name. Converts from text, and from and to `std::filesystem::path`, so a function
/// that takes a path takes a file. Code that makes a path of it includes `<filesystem>`.
class file {
public:
    file() = default;

    template <class Source>
        requires(!std::same_as<std::remove_cvref_t<Source>, file> &&
                 (std::convertible_to<Source, std::string_view> ||
                  std::convertible_to<Source, std::filesystem::path const&>))
    file(Source&& source) : text_(text_of(std::forward<Source>(source))) {}

    /// The path as text.
    std::string const& text() const noexcept { return text_; }

    // Templates, as the class is not complete without <filesystem>.
    template <class Path = std::filesystem::path>
    Path path() const {
        return Path(text_);
    }
    template <std::same_as<std::filesystem::path> Path>
    operator Path() const {
        return Path(text_);
    }

    /// As paths are compared: several slashes are one.
    friend bool operator==(file const& a, file const& b) noexcept {
        std::size_t i = 0, j = 0;
        for (; i < a.text_.size() && j < b.text_.size() && a.text_[i] == b.text_[j]; ++i, ++j)
            if (a.text_[i] == '/') {
                while (i + 1 < a.text_.size() && a.text_[i + 1] == '/') ++i;
                while (j + 1 < b.text_.size() && b.text_[j + 1] == '/') ++j;
            }
        return i == a.text_.size() && j == b.text_.size();
    }

private:
    template <class Source, class Path = std::filesystem::path>
    static std::string text_of(Source&& source) {
        if constexpr (std::same_as<std::remove_cvref_t<Source>, std::string>) {
            return std::forward<Source>(source);
        } else if constexpr (std::convertible_to<Source, std::string_view>) {
            return std::string(static_cast<std::string_view>(source));
        } else {
            Path const& path = source;
            return path.string();
        }
    }

    std::string text_{};
};

} // namespace leat
