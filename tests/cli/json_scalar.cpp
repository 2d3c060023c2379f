// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/json_scalar.hpp>

#include <leat/cli/impl/json_text.ipp>

#include <catch.hpp>

#include <cstdint>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

using namespace leat::detail;

namespace {

template <class T>
json_value result_json(T const& value) {
    return to_json(json_scalar_of(value));
}

} // namespace

TEST_CASE("values of a pipeline as JSON", "[cli]") {
    CHECK(result_json(true).dump() == "true");
    CHECK(result_json(std::numeric_limits<std::uint64_t>::max()).dump() == "18446744073709551615");
    CHECK(result_json(-7L).dump() == "-7");
    CHECK(result_json(0.1).dump() == "0.1");
    CHECK(result_json(0.1f).dump() == "0.10000000149011612");
    CHECK(result_json(std::numeric_limits<double>::infinity()).is_null());
    CHECK(result_json(std::string("a \"b\"")).dump() == R"("a \"b\"")");
    CHECK(result_json(std::vector<int>{1, 2}).dump() == R"("[1, 2]")");
    struct other {};
    CHECK(result_json(other{}).is_null());
}

TEST_CASE("text that is not UTF-8 is written nevertheless", "[cli]") {
    std::ostringstream out;
    write_json(out, {{"a", "x\xff"}});
    CHECK(out.str() == "{\n  \"a\": \"x\xEF\xBF\xBD\"\n}\n");
}
