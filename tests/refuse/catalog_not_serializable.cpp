// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a dataset of the catalog cannot store the value of that name.
// expect: {"model"}
// expect: of_type<model>
// expect: because_of<std::mutex>
#include <leat/catalog.hpp>
#include <leat/leat.hpp>

#include <mutex>
#include <vector>

using namespace leat::literals;

struct guard {
    std::mutex mutex;
};
struct model {
    std::vector<double> weights;
    guard held;
};

constexpr auto forecast = leat::pipeline("forecast", leat::node("model", [] { return model(); }));

void use() {
    auto app = leat::session<forecast>(
        leat::catalog("model"_n = leat::dataset::versioned<leat::dataset::archive<>>("model.bin")));
}
