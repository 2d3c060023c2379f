// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/sha256.hpp>

#include <catch.hpp>

#include <string>

using leat::detail::sha256_base64;

// The digests are those of `openssl dgst -sha256 -binary | base64`.
TEST_CASE("digests of texts of each length about a block's") {
    CHECK(sha256_base64("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    CHECK(sha256_base64("abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    CHECK(sha256_base64(std::string(55, 'x')) == "1eKFaDzU78AtAhpcYgFGlJWJAQBdb3HongmJ+sd+QHI=");
    CHECK(sha256_base64(std::string(56, 'x')) == "BMJiYTcO51QVSdFt7jIMcj4/0UZx5moJmv4KN3wWiI4=");
    CHECK(sha256_base64(std::string(63, 'x')) == "dSILRyGCeOZW8gE7uPDEVaJerwHobGSSTp1I2Jd21vI=");
    CHECK(sha256_base64(std::string(64, 'x')) == "fOEAlx9k5wAej+WlGXPs3+HO1Cvv5+6NX9YhlQa1OTw=");
    CHECK(sha256_base64(std::string(65, 'x')) == "lTfF/fEgSC99WNJentWD9SwCtOME6oFNsWM61WWu1+k=");
    CHECK(sha256_base64(std::string(119, 'x')) == "AAtI1O3w+nvuPGI27NJ4W6pdtO64u1Q0GwKeDZ+l+ww=");
    CHECK(sha256_base64(std::string(120, 'x')) == "E/BaC1lHh/Xs0xXtyWFBvTJDID0bfU8INvNzCLJ2upg=");
    CHECK(sha256_base64(std::string(1000, 'x')) == "RPg1RJSlugO6F5Ko0+nFNMR6kYGYD956P0SwbvKufH8=");
}
