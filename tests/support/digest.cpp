// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/digest.hpp>

#include <catch.hpp>

#include <sstream>

using leat::digest;
using leat::digest_builder;

namespace {

constexpr digest of_bytes(std::string_view bytes) {
    digest_builder to;
    for (char c : bytes) to.byte(static_cast<unsigned char>(c));
    return to.finish();
}

} // namespace

TEST_CASE("a digest is FNV-1a with 128 bits") {
    // Published test vectors of the algorithm.
    CHECK(of_bytes("").to_string() == "6c62272e07bb014262b821756295c58d");
    CHECK(of_bytes("a").to_string() == "d228cb696f1a8caf78912b704e4a8964");
    CHECK(of_bytes("foobar").to_string() == "343e1662793c64bf6f0d3597ba446f18");
}

TEST_CASE("what is fed is self-delimiting") {
    STATIC_REQUIRE(digest_builder{}.text("ab").text("c").finish() !=
                   digest_builder{}.text("a").text("bc").finish());
    STATIC_REQUIRE(digest_builder{}.number(1).finish() != digest_builder{}.number(256).finish());
}

TEST_CASE("digests are ordered and printed as 32 hexadecimal digits") {
    STATIC_REQUIRE(digest{0, 1} < digest{1, 0});
    STATIC_REQUIRE(digest{0, 1} < digest{0, 2});
    std::ostringstream out;
    out << digest{0x0123456789abcdefull, 1};
    CHECK(out.str() == "0123456789abcdef0000000000000001");
}
