// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: what is used as a pipeline is none. Name a constexpr object that leat::pipeline(...) returned.
// expect: no_pipeline<int>
// expect: no_pipeline<double>
// expect: no_pipeline<char>
// expect: no_pipeline<float>
// expect: no_pipeline<bool>
// errors: 5
#include <leat/leat.hpp>
#include <leat/view.hpp>

using namespace leat::literals;

constexpr int run = 3;
constexpr double session = 3;
constexpr char asked = 3;
constexpr float drawn = 3;
constexpr bool key = true;
static_assert(leat::depends_on<asked>("x", "y"));
inline constexpr auto of_key = leat::key<key, "x">;

void use() {
    leat::run<run, "y">("x"_n = 1);
    auto app = leat::session<session>();
    app.run("x"_n = 1);
    auto const drawing = leat::draw<drawn>();
}
