// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/memo/storage_ops.hpp>

#include <catch.hpp>

#include <map>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <vector>

using leat::detail::storage_ops_of;

namespace {
struct station {
    std::string name;
    std::vector<double> rain;
    bool operator==(station const&) const = default;
};
} // namespace

TEST_CASE("a value comes back from the bytes that its table has written") {
    auto const& ops = storage_ops_of<station, true, true>;
    station const was{"Seattle", {1.5, -0.0}};
    std::ostringstream bytes;
    ops.save(bytes, &was);
    alignas(station) std::byte room[sizeof(station)];
    ops.load(room, bytes.view());
    auto* const back = std::launder(reinterpret_cast<station*>(room));
    CHECK(*back == was);
    CHECK(ops.fingerprint(back) == ops.fingerprint(&was));
    CHECK(ops.fingerprint(&was) == leat::fingerprint(was));
    back->rain[0] = 2.5;
    CHECK(ops.fingerprint(back) != ops.fingerprint(&was));
    std::destroy_at(back);
}

TEST_CASE("what a pipeline never stores or hashes is not compiled into it") {
    CHECK(storage_ops_of<station, false, true>.save == nullptr);
    CHECK(storage_ops_of<station, true, false>.fingerprint == nullptr);
    CHECK(storage_ops_of<std::unique_ptr<int(int)>, true, true>.save == nullptr);
    CHECK(storage_ops_of<void, true, true>.load == nullptr);
}

TEST_CASE("a file that a run was given is kept as its path") {
    auto const& ops = storage_ops_of<leat::file, true, true>;
    CHECK(ops.given_type == leat::detail::spelled<std::filesystem::path>());
    leat::file const given("data/days.csv");
    std::ostringstream bytes;
    ops.save_given(bytes, &given);
    CHECK(leat::load_from<std::filesystem::path>(bytes.view()) == "data/days.csv");
}
