// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/read_chars.hpp>

#include <charconv>
#include <cmath>
#include <string>

#include <catch.hpp>

namespace {

template <class T>
void compare(std::string const& text) {
    CAPTURE(text, sizeof(T));
    T ours = 7, theirs = 7;
    char const* const end = text.data() + text.size();
    auto const mine = leat::detail::read_real(text.data(), end, ours);
    auto const standard = std::from_chars(text.data(), end, theirs);
    CHECK(mine.ptr - text.data() == standard.ptr - text.data());
    CHECK(mine.ec == standard.ec);
    CHECK((ours == theirs || (std::isnan(ours) && std::isnan(theirs))));
    CHECK(std::signbit(ours) == std::signbit(theirs));
}

} // namespace

TEST_CASE("what strtod reads is what from_chars reads") {
    for (char const* text : {"0",
                             "-0",
                             "1.5",
                             "-1.5e3",
                             "1e",
                             "1e+",
                             "1e+5",
                             ".5",
                             "5.",
                             ".",
                             "-",
                             "",
                             "+1",
                             " 1",
                             "1 ",
                             "1,5",
                             "0x10",
                             "-0x1p3",
                             "inf",
                             "-inf",
                             "nan",
                             "-nan",
                             "infinity",
                             "INF",
                             "nano",
                             "ab",
                             "1e400",
                             "-1e400",
                             "1e5000",
                             "1e-400",
                             "1e-5000",
                             "4.9e-324",
                             "1e-40",
                             "3.5e38",
                             "0.1000000000000000055511151231257827",
                             "179769313486231570814527423731704356798070567525844"
                             "996598917476803157260780028538760589558632766878171540458953514382464"
                             "234321326889464182768467"}) {
        compare<float>(text);
        compare<double>(text);
        compare<long double>(text);
    }
}
