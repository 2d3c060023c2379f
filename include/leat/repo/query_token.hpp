// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/query.hpp>
#include <leat/repo/query_error.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace leat::detail {

using query_words = std::span<std::string_view const>;

LEAT_DECL std::size_t index_in(query_words words, std::string_view word);

/// A whole number, or else a real.
LEAT_DECL std::optional<query_value> read_query_number(std::string_view text);

/// What `read_query_number` lacks of a number that is not whole, or beyond 64 bits with sign.
LEAT_DECL double read_query_rest(std::string_view text);

/// `10s` or `1.5h`, in nanoseconds.
LEAT_DECL std::optional<std::int64_t> read_query_duration(std::string_view text);

/// `2026-11-01`, `2026-11-01T10:50` or more of that, in nanoseconds since 1970.
LEAT_DECL std::optional<std::int64_t> read_query_date(std::string_view text);

/// The words of a query one after the other.
class query_tokens {
public:
    enum class kind { end, word, text, literal, symbol };

    LEAT_DECL explicit query_tokens(std::string_view text);

    kind type() const { return kind_; }
    std::size_t at() const { return at_; }
    std::string_view spelled() const { return spelled_; } ///< but for text in quotes
    std::string const& value() const { return value_; }   ///< of text in quotes

    LEAT_DECL bool is(std::string_view word) const;

    LEAT_DECL bool accept(std::string_view word);

    [[noreturn]] void fail(std::string const& what) const { fail(what, at_); }
    [[noreturn]] LEAT_DECL void fail(std::string const& what, std::size_t at) const;

    // Goes on to the next token.
    LEAT_DECL void advance();

private:
    LEAT_DECL void read_text(char quote);

    LEAT_DECL char escaped();

    std::string_view text_;
    std::size_t at_ = 0, end_ = 0; // of the token
    kind kind_ = kind::end;
    std::string_view spelled_;
    std::string value_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/query_token.ipp>
#endif
