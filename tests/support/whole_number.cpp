// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/whole_number.hpp>

#include <catch.hpp>

#include <string>

using leat::detail::whole_digits;

TEST_CASE("a whole number that is written with a point or an exponent has its digits") {
    CHECK(whole_digits("1e6") == "1000000");
    CHECK(whole_digits("1E+2") == "100");
    CHECK(whole_digits("-2.50e1") == "-25");
    CHECK(whole_digits("2.0") == "2");
    CHECK(whole_digits("2.") == "2");
    CHECK(whole_digits(".5e1") == "5");
    CHECK(whole_digits("1200e-2") == "12");
    CHECK(whole_digits("007") == "7");
    for (char const* zero : {"0", "-0.0", "0e999", "0.00", "0e-400"}) {
        CAPTURE(zero);
        CHECK(whole_digits(zero) == "0");
    }
    CHECK(whole_digits("1e39") == "1" + std::string(39, '0'));
}

TEST_CASE("what is no number, not whole or too long has none") {
    for (char const* none :
         {"",        "-",  ".",   "e5",    ".e5",    "1e",   "1e+",    "1e++2",
          "100e+-2", "+1", "1.5", "12e-2", "1e-400", "1e40", "1e1001", "1e99999999999999999999",
          "0x10",    "1 ", " 1",  "1e5 ",  "1,5",    "nan",  "inf",    "--1",
          "1.5.0"}) {
        CAPTURE(none);
        CHECK(whole_digits(none).empty());
    }
}
