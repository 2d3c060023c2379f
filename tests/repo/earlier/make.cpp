// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

// Makes tests/repo/earlier: a repo with a cache in it, and what a run did that failed.
#include <leat/cache.hpp>
#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

using namespace leat::literals;

static bool broken = false;

constexpr auto earlier = leat::pipeline(
    "earlier", leat::input<std::vector<double>>("days"), leat::param("rate", 0.5),
    leat::node("scaled", LEAT_FN([](std::vector<double> const& days, double rate) {
                   std::vector<double> made;
                   for (double d : days) made.push_back(d * rate);
                   return made;
               }),
               "days", "rate") |
        leat::cached | leat::version(1),
    leat::node("total", LEAT_FN([](std::vector<double> const& scaled, leat::context& here) {
                   double sum = 0;
                   for (double s : scaled) here.metric("sum", sum += s);
                   here.tag("first");
                   return sum;
               }),
               "scaled") |
        leat::version(1),
    leat::node(
        "sent",
        [](double total) {
            if (broken) throw std::runtime_error("offline");
            return std::to_string(total);
        },
        "total") |
        leat::version(1));

int main(int, char** argv) {
    leat::repo repo(argv[1]);
    auto app = leat::session<earlier>(leat::cache(repo), repo);
    std::vector<double> const days{1, 2, 3.25};
    std::printf("%s\n", app.run("days"_n = days).info().id.c_str());
    broken = true;
    try {
        app.run("days"_n = days, "rate"_n = 2.0);
    } catch (leat::node_error const& e) {
        std::printf("%s\n", e.run_id().c_str());
    }
}
