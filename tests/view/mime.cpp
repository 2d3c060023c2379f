// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/mime.hpp>

#include <catch.hpp>

#include "sample.hpp"

#include <string>

namespace kernel {

/// What xeus-cpp does with a value: its own function for any type, and those found by argument.
template <class T>
nlohmann::json mime_bundle_repr(T const&) {
    return {{"text/plain", "an address"}};
}
template <class T>
nlohmann::json display(T const& value) {
    return mime_bundle_repr(value);
}

} // namespace kernel

TEST_CASE("a notebook shows a drawing and a run as pictures") {
    nlohmann::json const drawn = kernel::display(leat::draw<sample::shop>());
    CHECK(drawn.size() == 2);
    CHECK(drawn.at("text/plain") == "shop: 9 nodes");
    CHECK(drawn.at("image/svg+xml").get<std::string>().find("<svg ") == 0);

    nlohmann::json const run = kernel::display(sample::run_of_the_shop());
    CHECK(run.at("text/plain") == "shop: a run of 7 nodes, failed");
    CHECK(run.at("image/svg+xml").get<std::string>().find("not reached") != std::string::npos);

    CHECK(kernel::display(leat::draw<sample::nasty>()).dump().size() > 1000); // valid UTF-8
    CHECK(kernel::display(3) == nlohmann::json{{"text/plain", "an address"}});
}
