// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query.hpp>
#include <leat/support/error.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>

namespace leat {

namespace detail {

/// Takes the first character off a text in UTF-8 that is not empty. A question mark stands for
/// what a terminal could take for a command.
inline std::string_view take_shown(std::string_view& text) {
    std::size_t size = 1;
    while (size < std::min<std::size_t>(text.size(), 4) && (text[size] & 0xC0) == 0x80) ++size;
    std::string_view const c = text.substr(0, size);
    text.remove_prefix(size);
    bool const plain = size == 1 ? c[0] >= ' ' && c[0] < 127 : c >= "\xC2\xA0" && c < "\xF5";
    return plain ? c : "?";
}

} // namespace detail

/// A text that is no query. The message says where, what was expected there and what is there, and
/// shows the line with a caret below the place.
class query_error : public error {
public:
    query_error(std::string_view text, std::size_t at, std::string const& what)
        : query_error(what, place(text, at)) {}

    std::size_t line() const noexcept { return line_; }     ///< from 1
    std::size_t column() const noexcept { return column_; } ///< from 1, in code points

private:
    struct found {
        std::size_t line = 1, column = 1;
        std::string shown{};
    };

    query_error(std::string const& what, found const& where)
        : error("query, line " + std::to_string(where.line) + ", column " +
                std::to_string(where.column) + ": " + what + where.shown),
          line_(where.line), column_(where.column) {}

    static found place(std::string_view text, std::size_t at) {
        std::string_view before = text.substr(0, at);
        found where;
        where.line += static_cast<std::size_t>(std::ranges::count(before, '\n'));
        before.remove_prefix(before.find_last_of('\n') + 1); // + 1 is 0 when there is none
        std::string_view after = text.substr(at, text.find('\n', at) - at);
        // Of a long line, what is near.
        bool const cut = before.size() > 60;
        std::string line = cut ? "\n  ..." : "\n  ", caret(line.size() - 1, ' ');
        while (!before.empty()) {
            bool const far = cut && before.size() > 50;
            std::string_view const c = detail::take_shown(before);
            ++where.column;
            if (!far) line += c, caret += ' ';
        }
        for (int i = 0; i < 30 && !after.empty(); ++i) line += detail::take_shown(after);
        where.shown = line + (after.empty() ? "" : "...") + '\n' + caret + '^';
        return where;
    }

    std::size_t line_, column_;
};

namespace detail {

using query_words = std::span<std::string_view const>;

inline std::size_t index_in(query_words words, std::string_view word) {
    return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

/// A whole number, or else a real.
inline std::optional<query_value> read_query_number(std::string_view text) {
    auto const read = [&](auto number) -> std::optional<query_value> {
        auto const [to, code] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (code != std::errc() || to != text.data() + text.size() || number != number)
            return std::nullopt;
        return number;
    };
    auto const whole = read(std::int64_t());
    return whole ? whole : read(double());
}

/// `10s` or `1.5h`, in nanoseconds.
inline std::optional<std::int64_t> read_query_duration(std::string_view text) {
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

/// `2026-11-01`, `2026-11-01T10:50` or more of that, in nanoseconds since 1970.
inline std::optional<std::int64_t> read_query_date(std::string_view text) {
    using namespace std::chrono;
    constexpr std::string_view form = "0000-00-00T00:00:00.000000000";
    if (text.ends_with('Z')) text.remove_suffix(1);
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
    return nanoseconds(sys_days(date).time_since_epoch() + hours(hour) + minutes(minute) +
                       seconds(second) + nanoseconds(field(20, 9)))
        .count();
}

/// The words of a query one after the other.
class query_tokens {
public:
    enum class kind { end, word, text, literal, symbol };

    explicit query_tokens(std::string_view text) : text_(text) { advance(); }

    kind type() const { return kind_; }
    std::size_t at() const { return at_; }
    std::string_view spelled() const { return spelled_; } ///< but for text in quotes
    std::string const& value() const { return value_; }   ///< of text in quotes

    bool is(std::string_view word) const { return spelled_ == word; }

    bool accept(std::string_view word) {
        if (!is(word)) return false;
        advance();
        return true;
    }

    [[noreturn]] void fail(std::string const& what) const { fail(what, at_); }
    [[noreturn]] void fail(std::string const& what, std::size_t at) const {
        throw query_error(text_, at, what);
    }

    // Goes on to the next token.
    void advance() {
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

private:
    void read_text(char quote) {
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

    char escaped() {
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

    std::string_view text_;
    std::size_t at_ = 0, end_ = 0; // of the token
    kind kind_ = kind::end;
    std::string_view spelled_;
    std::string value_;
};

} // namespace detail
} // namespace leat
