// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a dataset of the catalog cannot store the value of that name.
// expect: of_type<int>
#include <leat/leat.hpp>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::node("x", [] { return 1; }));

struct store {
    double load();
    void save(double);
    bool exists();
    std::string describe();
};
void use() { auto app = leat::session<p>(leat::catalog("x"_n = store())); }
