// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a dataset of the catalog cannot store the value of that name.
// expect: because_of<
// expect: {"made_by"}
// expect: of_type<std::
#include <leat/catalog.hpp>
#include <leat/leat.hpp>

#include <boost/hana/define_struct.hpp>

#include <thread>
#include <vector>

using namespace leat::literals;

struct day {
    BOOST_HANA_DEFINE_STRUCT(day, (int, number), (std::thread::id, made_by));
};

constexpr auto forecast =
    leat::pipeline("forecast", leat::node("days", [] { return std::vector<day>(); }));

void use() {
    auto app = leat::session<forecast>(
        leat::catalog("days"_n = leat::dataset::csv("days.csv", {"a", "b"})));
}
