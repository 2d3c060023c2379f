// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/run_id.hpp>

#include <catch.hpp>

using namespace std::chrono;

TEST_CASE("the id of a run is the time at which it begins, and something at random") {
    system_clock::time_point const time{seconds(1795258250)};
    CHECK(leat::detail::make_run_id(time, 0) == "20261121-105050-000000");
    CHECK(leat::detail::make_run_id(time, 36 * 36 - 1) == "20261121-105050-0000zz");
    CHECK(leat::detail::make_run_id(time + microseconds(999999), 0) == "20261121-105050-zzzy00");
    CHECK(leat::detail::time_of_run_id("20261121-105050-x7k2mq") == 1795258250);
    CHECK(leat::is_run_id(leat::detail::make_run_id(system_clock::now())));
}

TEST_CASE("ids are in the order of time") {
    system_clock::time_point const time{seconds(1795258250)};
    std::string before;
    for (int i = 0; i < 3000; ++i) {
        auto const id = leat::detail::make_run_id(time + microseconds(701 * i),
                                                  1295u - static_cast<unsigned>(i % 1296));
        CHECK(before < id);
        before = id;
    }
}

TEST_CASE("what is no id") {
    STATIC_REQUIRE(leat::is_run_id("20261121-105050-x7k2mq"));
    STATIC_REQUIRE(!leat::is_run_id(""));
    STATIC_REQUIRE(!leat::is_run_id("20261121-105050-x7k2m"));
    STATIC_REQUIRE(!leat::is_run_id("20261121-105050-x7k2mqq"));
    STATIC_REQUIRE(!leat::is_run_id("20261121-105050-X7k2mq"));
    STATIC_REQUIRE(!leat::is_run_id("2026112a-105050-x7k2mq"));
    STATIC_REQUIRE(!leat::is_run_id("20261121/105050-x7k2mq"));
    STATIC_REQUIRE(!leat::is_run_id("20261121-105050-x7k./q"));
}
