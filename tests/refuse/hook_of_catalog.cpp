// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a hook has an after_catalog_created that cannot take the catalog. Give it the form (auto const& catalog)
// expect: {"after_catalog_created"}
#include <leat/leat.hpp>

using namespace leat::literals;

constexpr auto p = leat::pipeline("p", leat::node("x", [] { return 1; }));

struct store {
    int load();
    void save(int);
    bool exists();
    std::string describe();
};
struct audit {
    void after_catalog_created() {}
};
void use() { auto app = leat::session<p>(audit{}, leat::catalog("x"_n = store())); }
