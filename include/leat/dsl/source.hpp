// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#include <cstddef>
#include <string_view>

namespace leat {
namespace detail {

// Deliberately not constexpr: calling it in a declaration stops the compiler with its name.
inline void leat_LEAT_FN_takes_the_text_of_a_function_such_as_a_lambda_and_not_only_its_name() {}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}
constexpr bool is_quote(char c) { return c == '"' || c == '\''; }

// Words that a quote makes part of a literal: `u8'a'`, `LR"(a)"`.
constexpr bool is_prefix(std::string_view word) {
    return word == "L" || word == "u" || word == "U" || word == "u8";
}
constexpr bool is_raw_prefix(std::string_view word) {
    return !word.empty() && word.back() == 'R' &&
           (word.size() == 1 || is_prefix(word.substr(0, word.size() - 1)));
}

constexpr std::size_t end_of_word(std::string_view text, std::size_t at) {
    while (at < text.size() && is_word(text[at])) ++at;
    return at;
}

/// Whether a number begins at `at`: with a digit, or with a point and a digit.
constexpr bool begins_number(std::string_view text, std::size_t at) {
    return is_digit(text[at]) ||
           (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]));
}

/// Where the number ends that begins at `at`. Inside of it a quote between two characters of a word
/// separates digits; what is not valid as a number is one to the preprocessor too.
constexpr std::size_t end_of_number(std::string_view text, std::size_t at) {
    for (; at < text.size(); ++at) {
        char const c = text[at];
        char const before = at > 0 ? text[at - 1] : ' ';
        bool const sign = (c == '+' || c == '-') &&
                          (before == 'e' || before == 'E' || before == 'p' || before == 'P');
        bool const separator = c == '\'' && at + 1 < text.size() && is_word(text[at + 1]);
        if (!is_word(c) && c != '.' && !sign && !separator) break;
    }
    return at;
}

/// Where the literal in quotes that begins at `at` ends, one past its closing quote.
constexpr std::size_t end_of_literal(std::string_view text, std::size_t at, bool raw) {
    if (raw) {
        std::size_t const open = text.find('(', at);
        if (open == std::string_view::npos) return text.size();
        std::string_view const mark = text.substr(at + 1, open - at - 1);
        for (std::size_t i = open; i < text.size(); ++i)
            if (text[i] == ')' && text.substr(i + 1, mark.size()) == mark &&
                i + 1 + mark.size() < text.size() && text[i + 1 + mark.size()] == '"')
                return i + mark.size() + 2;
        return text.size();
    }
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == text[at])
            return i + 1;
    }
    return text.size();
}

/// One token of the preprocessor, white space, or a sign.
enum class token : unsigned char { space, word, number, literal, sign };
struct source_token {
    token what;
    std::size_t end; ///< one past it
};

/// The token that begins at `at`. A literal has its prefix and its suffix: `u8"a"_s` is one.
constexpr source_token next_token(std::string_view text, std::size_t at) {
    std::size_t end = at;
    if (is_space(text[at])) {
        while (end < text.size() && is_space(text[end])) ++end;
        return {token::space, end};
    }
    if (begins_number(text, at)) return {token::number, end_of_number(text, at)};
    if (is_word(text[at])) {
        end = end_of_word(text, at);
        std::string_view const word = text.substr(at, end - at);
        bool const quoted = end < text.size() && is_quote(text[end]);
        bool const raw = quoted && text[end] == '"' && is_raw_prefix(word);
        if (!raw && !(quoted && is_prefix(word))) return {token::word, end};
        return {token::literal, end_of_word(text, end_of_literal(text, end, raw))};
    }
    if (is_quote(text[at]))
        return {token::literal, end_of_word(text, end_of_literal(text, at, false))};
    return {token::sign, at + 1};
}

/// Whether what comes after white space would be read otherwise without it.
constexpr bool space_counts(token before, std::string_view was, token after, std::string_view is) {
    if (is_word(is.front())) return before != token::sign;
    if (after == token::literal)
        return before == token::word && (is_prefix(was) || is_raw_prefix(was));
    return before == token::sign && after == token::sign && was.back() == is.front();
}

/// The digest of a function's source as the preprocessor gives it: comments are gone by then; white
/// space counts only where it parts two words, or two signs that would be read as one without it.
constexpr digest source_digest(std::string_view text) {
    digest_builder to;
    bool has_body = false;
    bool spaced = false;
    token last = token::space; // what was fed last
    std::string_view before;
    for (std::size_t i = 0; i < text.size();) {
        source_token const found = next_token(text, i);
        std::string_view const is = text.substr(i, found.end - i);
        i = found.end;
        if (found.what == token::space) {
            spaced = true;
            continue;
        }
        if (spaced && space_counts(last, before, found.what, is)) to.byte(' ');
        for (char c : is) to.byte(static_cast<unsigned char>(c));
        has_body |= is == "{";
        spaced = false;
        last = found.what;
        before = is;
    }
    if (!has_body)
        leat_LEAT_FN_takes_the_text_of_a_function_such_as_a_lambda_and_not_only_its_name();
    return to.finish();
}

/// A function with the digest of its source, as LEAT_FN makes it.
template <class Function>
struct sourced {
    [[no_unique_address]] Function function;
    digest source;
};
template <class Function>
sourced(Function, digest) -> sourced<Function>;

} // namespace detail
} // namespace leat

/// A node's function together with its source, so that the cache knows when it changes:
/// `leat::node("model", LEAT_FN([](double x) { return 2 * x; }), "x")`. The text between the
/// parentheses counts, white space and comments aside; what it calls does not. A name alone, which
/// says nothing of what it does, is refused.
#define LEAT_FN(...)                                                                               \
    (::leat::detail::sourced{__VA_ARGS__, ::leat::detail::source_digest(#__VA_ARGS__)})
