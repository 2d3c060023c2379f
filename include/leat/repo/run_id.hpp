// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace leat {

/// Whether `text` has the form of the id of a run, as in "20261121-105050-x7k2mq".
constexpr bool is_run_id(std::string_view text) noexcept {
    if (text.size() != 22) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const digit = c >= '0' && c <= '9';
        bool const fits = i == 8 || i == 15 ? c == '-' : digit || (i > 15 && c >= 'a' && c <= 'z');
        if (!fits) return false;
    }
    return true;
}

namespace detail {

/// The id of a run that begins at `time`: the second in UTC; four characters that count the parts
/// of it, of 0.6 us, so that ids are in the order of time; two at random.
LEAT_DECL std::string make_run_id(std::chrono::system_clock::time_point time, unsigned random);

/// The second that is in an id, since 1970.
LEAT_DECL std::int64_t time_of_run_id(std::string_view id);

/// The id of a run that begins at `time`, after all runs that there are: greater than `newest`, the
/// greatest of their ids, also when the clock is behind it. Empty: there is none.
LEAT_DECL std::string make_run_id(std::chrono::system_clock::time_point time,
                                  std::string_view newest = {});

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/run_id.ipp>
#endif
