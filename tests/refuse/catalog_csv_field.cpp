// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a dataset of the catalog cannot store the value of that name.
// expect: because_of<
// expect: field_number<2
// expect: of_type<std::
#include <leat/catalog.hpp>
#include <leat/leat.hpp>

#include <vector>

using namespace leat::literals;

struct day {
    int number;
    std::vector<double> hours;
};

constexpr auto forecast =
    leat::pipeline("forecast", leat::node("days", [] { return std::vector<day>(); }));

void use() {
    auto app = leat::session<forecast>(
        leat::catalog("days"_n = leat::dataset::csv("days.csv", {"a", "b"})));
}
