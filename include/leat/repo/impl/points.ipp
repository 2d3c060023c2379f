// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/points.hpp>

#include <cstddef>

namespace leat::detail {

LEAT_DECL void pack_word(char* to, std::uint64_t word) noexcept {
    for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(word >> (8 * i));
}

LEAT_DECL std::uint64_t unpack_word(char const* from) noexcept {
    std::uint64_t word = 0;
    for (int i = 0; i < 8; ++i)
        word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
    return word;
}

LEAT_DECL void pack_head(std::string& to, std::int64_t step, std::int64_t time,
                         std::uint64_t last) {
    char bytes[24];
    pack_word(bytes, static_cast<std::uint64_t>(step));
    pack_word(bytes + 8, static_cast<std::uint64_t>(time));
    pack_word(bytes + 16, last);
    to.append(bytes, sizeof bytes);
}

LEAT_DECL void pack_point(std::string& to, std::int64_t step, std::int64_t time,
                          std::string_view value) {
    pack_head(to, step, time, value.size());
    to += value;
}

LEAT_DECL std::chrono::system_clock::time_point time_of(std::int64_t since_1970) {
    using namespace std::chrono;
    return system_clock::time_point(
        duration_cast<system_clock::duration>(std::chrono::nanoseconds(since_1970)));
}

LEAT_DECL std::int64_t since_1970(std::chrono::system_clock::time_point time) {
    using namespace std::chrono;
    return duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

LEAT_DECL bool unpack_points(std::string_view data, metric_kind kind,
                             std::vector<metric_point>& to) {
    while (data.size() >= 24) {
        metric_point& point = to.emplace_back();
        point.step = static_cast<std::int64_t>(unpack_word(data.data()));
        point.time = time_of(static_cast<std::int64_t>(unpack_word(data.data() + 8)));
        std::uint64_t const last = unpack_word(data.data() + 16);
        data.remove_prefix(24);
        if (kind == metric_kind::numbers) {
            point.value = std::bit_cast<double>(last);
        } else {
            if (last > data.size()) return false;
            point.value = std::string(data.substr(0, static_cast<std::size_t>(last)));
            data.remove_prefix(static_cast<std::size_t>(last));
        }
    }
    return data.empty();
}

} // namespace leat::detail
