// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#include <cstddef>
#include <string_view>

namespace leat {
namespace detail {

// Deliberately not constexpr: calling it in a declaration stops the compiler with its name.
inline void leat_LEAT_FN_takes_the_text_of_a_function_such_as_a_lambda_and_not_only_its_name() {}

constexpr bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Where the literal in quotes that begins at `at` ends, one past its closing quote.
constexpr std::size_t end_of_literal(std::string_view text, std::size_t at) {
    bool const raw = text[at] == '"' && at > 0 && text[at - 1] == 'R';
    if (raw) {
        std::size_t const open = text.find('(', at);
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

/// The digest of a function's source as the preprocessor gives it: comments are gone by then; white
/// space counts only where it parts two words, or two signs that would be read as one without it.
consteval digest source_digest(std::string_view text) {
    digest_builder to;
    bool has_body = false;
    char last = '\0'; // what was fed last
    for (std::size_t i = 0; i < text.size();) {
        char const c = text[i];
        if (is_space(c)) {
            while (i < text.size() && is_space(text[i])) ++i;
            char const next = i < text.size() ? text[i] : '\0';
            if ((is_word(last) && is_word(next)) || (last == next && last != '\0')) to.byte(' ');
        } else if (c == '"' || (c == '\'' && !is_word(last))) { // 1'000 is no literal
            std::size_t const end = end_of_literal(text, i);
            for (; i < end; ++i) to.byte(static_cast<unsigned char>(text[i]));
            last = '"';
        } else {
            has_body |= c == '{';
            to.byte(static_cast<unsigned char>(c));
            last = c;
            ++i;
        }
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
