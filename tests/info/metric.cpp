// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/info/metric.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>
#include <vector>

using namespace leat::literals;

namespace {

constexpr auto training =
    leat::pipeline("training",
                   leat::node("model",
                              [](leat::context& here) {
                                  for (int epoch = 0; epoch < 2; ++epoch)
                                      here.metric("loss", 1.0 / (1 + epoch), epoch);
                                  here.metric("loss", 0.75, {.context = "test"});
                                  here.metric("kind", "linear");
                                  here.tag("daily");
                                  here.artifact("none", "nowhere"); // no record, so nobody reads it
                                  return 1;
                              }),
                   leat::node(
                       "other",
                       [](int, leat::context& here) {
                           here.metric("n", 2.0);
                           return 2;
                       },
                       "model"));

struct listening {
    std::vector<std::string>* heard;
    void on_metric(leat::node_info const& node, leat::metric_value const& value) const {
        heard->push_back(std::string(node.name) + " " + std::string(value.name) + " " +
                         (value.is_text ? std::string(value.text) : std::to_string(value.number)) +
                         (value.at.step ? " at " + std::to_string(*value.at.step) : "") +
                         (value.at.context.empty() ? "" : " of " + std::string(value.at.context)));
    }
};
struct of_one {
    int* heard;
    void on_metric(leat::at<training, "other">, leat::metric_value const&) const { ++*heard; }
};

} // namespace

TEST_CASE("hooks hear of metrics, of all nodes or of one") {
    std::vector<std::string> heard;
    int others = 0;
    leat::session<training>(listening{&heard}, of_one{&others}).run();
    CHECK(heard == std::vector<std::string>{"model loss 1.000000 at 0", "model loss 0.500000 at 1",
                                            "model loss 0.750000 of test", "model kind linear",
                                            "other n 2.000000"});
    CHECK(others == 1);
}

TEST_CASE("where nobody listens, metrics go nowhere") {
    CHECK(leat::run<training>()["other"_n] == 2);
    CHECK(leat::session<training>().run()["other"_n] == 2);
}
