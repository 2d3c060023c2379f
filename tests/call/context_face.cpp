// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/call/context_face.hpp>

// What a source that has functions, and no pipeline, needs of leat.
static int count_to(int last, leat::context& here) {
    int done = 0;
    for (; done < last && !here.stop_requested(); ++done) here.progress(1, 2);
    here.log("counted");
    here.metric("done", done, 7);
    here.metric("how", "slowly", {.context = "test"});
    here.artifact("list", "list.txt");
    here.tag(here.node());
    return done;
}

#include <leat/leat.hpp>

#include <catch.hpp>

#include <chrono>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

using namespace leat::literals;
using namespace std::chrono_literals;

namespace {

struct written : leat::detail::run_sink {
    std::vector<std::string> all;
    void metric(std::string_view name, double value, leat::metric_at const& at) override {
        all.push_back(std::string(name) + " " + std::to_string(value) + " at " +
                      std::to_string(at.step.value_or(-1)));
    }
    void metric(std::string_view name, std::string_view text, leat::metric_at const& at) override {
        all.push_back(std::string(name).append(" ").append(text).append(" in ").append(at.context));
    }
    void artifact(std::string_view name, std::filesystem::path const& file) override {
        all.push_back(std::string(name) + " in " + file.string());
    }
    void tag(std::string_view text) override { all.emplace_back(text); }
};

constexpr auto counting =
    leat::pipeline("counting", leat::input<int>("last"), leat::node("done", count_to, "last"));

} // namespace

TEST_CASE("a function that was compiled with the face alone is heard", "[call]") {
    written all;
    std::size_t steps = 0;
    leat::run_options const options{
        .log =
            [&](std::string_view node, std::string_view line) {
                all.all.push_back(std::string(node).append(": ").append(line));
            },
        .progress = [&](std::string_view, std::size_t done, std::size_t) { steps += done; },
        .sink = &all};
    CHECK(leat::run<counting>("last"_n = 3, options)["done"_n] == 3);
    CHECK(steps == 3);
    CHECK(all.all == std::vector<std::string>{"done: counted", "done 3.000000 at 7",
                                              "how slowly in test", "list in list.txt", "done"});
}

TEST_CASE("a context is asked whether to stop, however it was made", "[call]") {
    std::stop_source source;
    leat::run_options const none{}, some{.stop = source.get_token()};
    auto const now = std::chrono::steady_clock::now();
    leat::context const bare("x"), deaf("x", &none), listening("x", &some);
    leat::context const late("x", nullptr, nullptr, now), early("x", &some, nullptr, now + 1h);
    leat::context const part(listening, &some, nullptr), part_of_late(late, &none, nullptr);
    CHECK_FALSE(listening.stop_requested());
    CHECK_FALSE(part.stop_requested());
    CHECK_FALSE(early.stop_requested());
    CHECK(late.stop_requested());
    CHECK(part_of_late.stop_requested());
    source.request_stop();
    for (auto const* one : {&listening, &early, &part}) {
        CHECK(one->stop_requested());
        CHECK(one->stop_token().stop_requested());
    }
    for (auto const* one : {&bare, &deaf}) {
        CHECK_FALSE(one->stop_requested());
        CHECK_FALSE(one->stop_token().stop_requested());
    }
}

TEST_CASE("an artifact is given by a path, a file or a name", "[call]") {
    written all;
    leat::run_options const options{.sink = &all};
    leat::context const here("x", &options);
    here.artifact("a", std::filesystem::path("p"));
    here.artifact("b", leat::file("f"));
    here.artifact("c", std::string("n"));
    CHECK(all.all == std::vector<std::string>{"a in p", "b in f", "c in n"});
}
