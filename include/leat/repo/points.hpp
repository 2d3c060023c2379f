// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <bit>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leat {

/// What a metric was at one step: a number, or a text in a metric of texts.
struct metric_point {
    std::int64_t step = 0;
    std::variant<double, std::string> value = 0.0;
    std::chrono::system_clock::time_point time{};

    /// The number. Throws `std::bad_variant_access` in a metric of texts.
    double number() const { return std::get<double>(value); }
    /// The text. Throws `std::bad_variant_access` in a metric of numbers.
    std::string const& text() const { return std::get<std::string>(value); }

    friend bool operator==(metric_point const&, metric_point const&) = default;
};

namespace detail {

enum class metric_kind : int { numbers, text };

/// The name of a kind, for people.
constexpr std::string_view kind_name(metric_kind kind) noexcept {
    return kind == metric_kind::numbers ? "number" : "text";
}

// Points as bytes, little-endian: step, time in ns since 1970, then a double, or a length and that
// many bytes.

LEAT_DECL void pack_word(char* to, std::uint64_t word) noexcept;
LEAT_DECL std::uint64_t unpack_word(char const* from) noexcept;

LEAT_DECL void pack_head(std::string& to, std::int64_t step, std::int64_t time, std::uint64_t last);
inline void pack_point(std::string& to, std::int64_t step, std::int64_t time, double value) {
    pack_head(to, step, time, std::bit_cast<std::uint64_t>(value));
}
LEAT_DECL void pack_point(std::string& to, std::int64_t step, std::int64_t time,
                          std::string_view value);

LEAT_DECL std::chrono::system_clock::time_point time_of(std::int64_t since_1970);
LEAT_DECL std::int64_t since_1970(std::chrono::system_clock::time_point time);

/// Appends the points in `data`; false when they are cut short.
LEAT_DECL bool unpack_points(std::string_view data, metric_kind kind,
                             std::vector<metric_point>& to);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/points.ipp>
#endif
