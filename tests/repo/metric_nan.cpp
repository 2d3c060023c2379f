// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/run_record.hpp>

#include <leat/leat.hpp>
#include <leat/repo.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <variant>

using namespace leat::literals;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

constexpr auto p = leat::pipeline("metrics", leat::param("ridge", 0.5), leat::param("last", 0.25),
                                  leat::node(
                                      "loss",
                                      [](double r, double last, leat::context& here) {
                                          here.metric("loss", r);
                                          here.metric("loss", last);
                                          return r;
                                      },
                                      "ridge", "last"));

double last_of(leat::run_record const& run) {
    return std::get<double>(run.metric_names().at(0).last);
}

} // namespace

TEST_CASE("a metric that ends as NaN is found as one, and is neither lowest nor highest") {
    scratch dir;
    leat::repo const repo(dir / "repo");
    auto const app = leat::session<p>(repo);
    auto const run = [&](double ridge, double last) {
        return app.run("ridge"_n = ridge, "last"_n = last).info().id;
    };
    std::string const broken = run(0.5, no_number), good = run(no_number, 0.25);
    CHECK(std::isnan(last_of(repo.run(broken))));
    CHECK(last_of(repo.run(good)) == 0.25);
    auto const finds = [&](std::string const& asked, std::string const& id) {
        auto const found = repo.runs(asked);
        CHECK(found.notes.empty());
        return found.size() == 1 && found[0].id() == id;
    };
    CHECK(finds("metric.loss.last is nan", broken));
    CHECK(finds("not metric.loss.last is nan", good));
    CHECK(finds("ridge is nan", good));
    CHECK(finds("ridge is nan and metric.loss.last == 0.25", good));
    CHECK(repo.runs("metric.other.last is nan").empty());
    CHECK(repo.lowest("loss").id() == good);
    CHECK(repo.highest("loss").id() == good);
    CHECK(repo.compare(good, broken).to_text().find("nan") != std::string::npos);
    for (char const* wrong : {"metric.loss.last == nan", "ridge < nan"}) try {
            repo.runs(wrong);
            FAIL("no error");
        } catch (leat::query_error const& e) {
            INFO(e.what());
            CHECK(std::string(e.what()).find("is nan") != std::string::npos);
        }
    CHECK_THROWS_AS(repo.runs("metric.loss.lowest is nan"), leat::query_error);
    CHECK_THROWS_AS(repo.runs("ridge is 5"), leat::query_error);
}
