// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/read_chars.hpp>

#include <cerrno>
#include <string>
#include <system_error>

#include <locale.h>
#include <stdlib.h>

namespace leat::detail {

template <class T>
std::from_chars_result read_real_by(T (*read)(char const*, char**, locale_t), char const* begin,
                                    char const* end, T& value) {
    // What strtod takes and from_chars does not: white space, a plus sign, hexadecimal digits.
    std::string text(begin, end);
    std::size_t const first = text.starts_with('-') ? 1 : 0;
    if (text.find_first_of("0123456789.iInN", first) != first)
        return {begin, std::errc::invalid_argument};
    if (std::size_t const x = first + 1; text.size() > x && (text[x] == 'x' || text[x] == 'X'))
        text.resize(x);

    static locale_t const plain = ::newlocale(LC_ALL_MASK, "C", nullptr);
    int const before = errno;
    errno = 0;
    char* stop = nullptr;
    T const number = read(text.c_str(), &stop, plain);
    bool const outside = errno == ERANGE && (number == 0 || number > 1 || number < -1);
    errno = before;
    if (stop == text.c_str()) return {begin, std::errc::invalid_argument};
    char const* const to = begin + (stop - text.c_str());
    if (outside) return {to, std::errc::result_out_of_range};
    value = number;
    return {to, std::errc()};
}

LEAT_DECL std::from_chars_result read_real(char const* begin, char const* end, float& value) {
    return detail::read_real_by(&::strtof_l, begin, end, value);
}
LEAT_DECL std::from_chars_result read_real(char const* begin, char const* end, double& value) {
    return detail::read_real_by(&::strtod_l, begin, end, value);
}
LEAT_DECL std::from_chars_result read_real(char const* begin, char const* end, long double& value) {
    return detail::read_real_by(&::strtold_l, begin, end, value);
}

} // namespace leat::detail
