// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/leat.hpp>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>

/// The pipeline that the hooks are tried on. What its nodes do is up to the test.
namespace sample {

using namespace leat::literals;

using action = std::function<void(leat::context&)>;
inline action on_load, on_model, on_score;

inline void act(action const& what, leat::context& here) {
    if (what) what(here);
}
inline void reset() { on_load = on_model = on_score = nullptr; }

inline constexpr auto forecast = leat::pipeline("forecast", leat::input<int>("x"),
                                                leat::node(
                                                    "load",
                                                    [](int x, leat::context& here) {
                                                        act(on_load, here);
                                                        return x + 1;
                                                    },
                                                    "x"),
                                                leat::node(
                                                    "modèle",
                                                    [](int x, leat::context& here) {
                                                        act(on_model, here);
                                                        return x * 10;
                                                    },
                                                    "load"),
                                                leat::node(
                                                    "score",
                                                    [](int a, int b, leat::context& here) {
                                                        act(on_score, here);
                                                        return a + b;
                                                    },
                                                    "load", "modèle"));

/// A hook that skips the node in the middle; the last one needs it, and is skipped with it.
struct skips_model {
    leat::skip_request before_node_run(leat::at<forecast, "modèle">) {
        return leat::skip("not today");
    }
};

/// A clock that stands still unless it is told to go on.
inline std::chrono::steady_clock::time_point time{};
inline std::chrono::steady_clock::time_point now() { return time; }
inline void wait(std::chrono::milliseconds more) { time += more; }

} // namespace sample
