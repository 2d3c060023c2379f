// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <string>
#include <string_view>

namespace leat::detail {

/// The digits of a whole number that is written with a point or an exponent: "1000000" of `1e6`,
/// "-25" of `-2.50e1`, "3" of `3.0`. Returns: the empty text where it is no number, not a whole one,
/// or one of over 40 digits.
LEAT_DECL std::string whole_digits(std::string_view text);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/whole_number.ipp>
#endif
