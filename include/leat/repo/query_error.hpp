// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace leat {
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

    LEAT_DECL query_error(std::string const& what, found const& where);

    LEAT_DECL static found place(std::string_view text, std::size_t at);

    std::size_t line_, column_;
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/query_error.ipp>
#endif
