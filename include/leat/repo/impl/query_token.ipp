// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query_token.hpp>
#include <leat/support/read_chars.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <ctime>
#include <iterator>
#include <limits>
#include <system_error>
#include <variant>

namespace leat::detail {

LEAT_DECL std::size_t index_in(query_words words, std::string_view word) {
    return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

LEAT_DECL std::optional<query_value> read_query_number(std::string_view text) {
    auto const read = [&](auto number) -> std::optional<query_value> {
        auto const [to, code] = detail::read_chars(text.data(), text.data() + text.size(), number);
        if (code != std::errc() || to != text.data() + text.size() || number != number)
            return std::nullopt;
        return number;
    };
    auto const whole = read(std::int64_t());
    return whole ? whole : read(double());
}

LEAT_DECL double read_query_rest(std::string_view text) {
    long double exact = 0;
    detail::read_chars(text.data(), text.data() + text.size(), exact);
    auto const value = read_query_number(text);
    double const* const near = value ? std::get_if<double>(&*value) : nullptr;
    return near ? query_rest_of(exact) : 0;
}

LEAT_DECL std::optional<std::int64_t> read_query_duration(std::string_view text) {
    constexpr std::string_view units[] = {"ns", "us", "ms", "s", "m", "h", "d"};
    constexpr std::int64_t sizes[] = {
        1, 1000, 1000'000, 1000'000'000, 60'000'000'000, 3600'000'000'000, 86400'000'000'000};
    std::size_t const digits = std::min(text.find_first_not_of("0123456789."), text.size());
    std::size_t const unit = index_in(units, text.substr(digits));
    auto const number = read_query_number(text.substr(0, digits));
    if (!number || unit == std::size(units)) return std::nullopt;
    std::int64_t const most = std::numeric_limits<std::int64_t>::max();
    if (auto const* whole = std::get_if<std::int64_t>(&*number))
        return *whole <= most / sizes[unit] ? std::optional(*whole * sizes[unit]) : std::nullopt;
    double const time = std::get<double>(*number) * static_cast<double>(sizes[unit]);
    return time < static_cast<double>(most) ? std::optional<std::int64_t>(std::llround(time))
                                            : std::nullopt;
}

/// Takes the zone from the end of a time, as `Z` or `+09:00`. Returns: how far it is before UTC;
/// nothing where there is none.
inline std::optional<std::chrono::minutes> take_zone_at_end(std::string_view& text) {
    if (text.ends_with('Z')) {
        text.remove_suffix(1);
        return std::chrono::minutes(0);
    }
    constexpr std::string_view form = "+00:00";
    if (text.size() < 16 + form.size()) return std::nullopt;
    std::string_view const zone = text.substr(text.size() - form.size());
    auto const digit = [&](std::size_t i) { return zone[i] - '0'; };
    for (std::size_t const i : {1u, 2u, 4u, 5u})
        if (digit(i) < 0 || digit(i) > 9) return std::nullopt;
    int const hours = digit(1) * 10 + digit(2), minutes = digit(4) * 10 + digit(5);
    if ((zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || hours > 23 || minutes > 59)
        return std::nullopt;
    text.remove_suffix(form.size());
    return std::chrono::minutes((zone[0] == '+' ? -1 : 1) * (hours * 60 + minutes));
}

/// How far the time of this place is before UTC at that time of this place.
inline std::chrono::seconds before_utc(std::chrono::sys_seconds there) {
    std::time_t const as_utc = std::chrono::system_clock::to_time_t(there);
    std::tm parts{};
    ::gmtime_r(&as_utc, &parts);
    parts.tm_isdst = -1;
    return std::chrono::seconds(std::mktime(&parts) - as_utc);
}

LEAT_DECL std::optional<std::int64_t> read_query_date(std::string_view text) {
    using namespace std::chrono;
    constexpr std::string_view form = "0000-00-00T00:00:00.000000000";
    auto const zone = take_zone_at_end(text);
    std::size_t const size = text.size();
    if (size != 10 && size != 16 && (size < 19 || size == 20 || size > form.size()))
        return std::nullopt;
    for (std::size_t i = 0; i < size; ++i)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return std::nullopt;
    std::string const full = std::string(text).append(form.substr(size));
    auto const field = [&](std::size_t at, std::size_t digits) {
        int number = 0;
        std::from_chars(full.data() + at, full.data() + at + digits, number);
        return number;
    };
    year_month_day const date(year(field(0, 4)), month(static_cast<unsigned>(field(5, 2))),
                              day(static_cast<unsigned>(field(8, 2))));
    int const hour = field(11, 2), minute = field(14, 2), second = field(17, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59 || date.year() < year(1678) ||
        date.year() > year(2261))
        return std::nullopt;
    sys_seconds const there = sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
    seconds const offset = zone ? seconds(*zone) : before_utc(there);
    return nanoseconds(there.time_since_epoch() + offset + nanoseconds(field(20, 9))).count();
}

LEAT_DECL query_tokens::query_tokens(std::string_view text) : text_(text) { advance(); }

LEAT_DECL bool query_tokens::is(std::string_view word) const { return spelled_ == word; }

LEAT_DECL bool query_tokens::accept(std::string_view word) {
    if (!is(word)) return false;
    advance();
    return true;
}

LEAT_DECL void query_tokens::fail(std::string const& what, std::size_t at) const {
    throw query_error(text_, at, what);
}

LEAT_DECL void query_tokens::advance() {
    auto const in = [&](std::string_view more) {
        char const c = text_[end_];
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80 || more.find(c) != more.npos;
    };
    end_ = std::min(text_.find_first_not_of(" \t\r\n", end_), text_.size());
    at_ = end_;
    spelled_ = {};
    if (end_ == text_.size()) {
        kind_ = kind::end;
        return;
    }
    char const first = text_[at_];
    if (first == '"' || first == '\'') return read_text(first);
    kind_ = (first >= '0' && first <= '9') || first == '-' ? kind::literal
            : in("._")                                     ? kind::word
                                                           : kind::symbol;
    std::string_view const two = text_.substr(at_, 2);
    ++end_;
    if (kind_ != kind::symbol)
        while (end_ < text_.size() && in(kind_ == kind::word ? "._-" : "._-+:")) ++end_;
    else if (two == "&&" || two == "||" || (two.size() == 2 && two[1] == '='))
        ++end_;
    spelled_ = text_.substr(at_, end_ - at_);
}

LEAT_DECL void query_tokens::read_text(char quote) {
    kind_ = kind::text;
    value_.clear();
    for (++end_; end_ < text_.size() && text_[end_] != '\n'; ++end_) {
        if (text_[end_] == quote) {
            ++end_;
            return;
        }
        value_ += text_[end_] == '\\' ? escaped() : text_[end_];
    }
    fail("expected the quotes that begin here to end on the same line");
}

LEAT_DECL char query_tokens::escaped() {
    constexpr std::string_view names = "ntr\\\"'", meant = "\n\t\r\\\"'";
    std::size_t const at = end_++;
    std::string_view const rest = text_.substr(end_, 3);
    std::size_t const i = rest.empty() ? names.npos : names.find(rest[0]);
    if (i != names.npos) return meant[i];
    unsigned char code = 0;
    if (rest.size() < 3 || rest[0] != 'x' ||
        std::from_chars(rest.data() + 1, rest.data() + 3, code, 16).ptr != rest.data() + 3)
        fail(R"(expected \n, \t, \r, \\, \", \' or \x41 after a \)", at);
    end_ += 2;
    return static_cast<char>(code);
}

} // namespace leat::detail
