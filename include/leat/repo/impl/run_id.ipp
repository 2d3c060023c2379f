// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/run_id.hpp>

#include <cstddef>
#include <ctime>
#include <random>

namespace leat::detail {

LEAT_DECL std::string make_run_id(std::chrono::system_clock::time_point time, unsigned random) {
    using namespace std::chrono;
    auto const second = floor<seconds>(time);
    std::time_t const seconds_since = system_clock::to_time_t(second);
    std::tm utc{};
    ::gmtime_r(&seconds_since, &utc);
    char text[32];
    std::string id(text, std::strftime(text, sizeof text, "%Y%m%d-%H%M%S-", &utc));
    constexpr std::uint64_t base = 36, parts = base * base * base * base;
    auto const within =
        static_cast<std::uint64_t>(duration_cast<std::chrono::nanoseconds>(time - second).count());
    std::uint64_t number = within * parts / 1'000'000'000 * base * base + random % (base * base);
    std::string tail(6, '0');
    for (std::size_t i = 6; i-- > 0; number /= base)
        tail[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % base];
    return id + tail;
}

LEAT_DECL std::int64_t time_of_run_id(std::string_view id) {
    auto const number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (char const c : id.substr(at, size)) value = 10 * value + (c - '0');
        return value;
    };
    if (!is_run_id(id)) return 0;
    std::tm utc{};
    utc.tm_year = number(0, 4) - 1900;
    utc.tm_mon = number(4, 2) - 1;
    utc.tm_mday = number(6, 2);
    utc.tm_hour = number(9, 2);
    utc.tm_min = number(11, 2);
    utc.tm_sec = number(13, 2);
    return static_cast<std::int64_t>(::timegm(&utc));
}

LEAT_DECL std::string make_run_id(std::chrono::system_clock::time_point time,
                                  std::string_view newest) {
    using namespace std::chrono;
    unsigned const random = std::random_device()();
    std::string id = make_run_id(time, random);
    if (id > newest || !is_run_id(newest)) return id;
    std::uint64_t part = 0;
    for (char const c : newest.substr(16, 4))
        part = part * 36 + static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    // The middle of the next part, which rounding does not leave.
    auto const within = nanoseconds((2 * part + 3) * 1'000'000'000 / (2 * 36 * 36 * 36 * 36));
    return make_run_id(system_clock::time_point(seconds(time_of_run_id(newest)) +
                                                duration_cast<system_clock::duration>(within)),
                       random);
}

} // namespace leat::detail
