// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/bar.hpp>

#include <leat/hooks/text.hpp>

#include <catch.hpp>

#include <string>

using namespace std::chrono_literals;

namespace {

std::string bar(leat::detail::bar_text const& what, std::size_t columns) {
    std::string out;
    leat::detail::print_bar(out, what, columns);
    return out;
}

} // namespace

TEST_CASE("a bar leaves out what has no room, the least needed first") {
    leat::detail::bar_text const what{.pipeline = "forecast",
                                      .counts = "3/5",
                                      .share = 0.5,
                                      .node = "model",
                                      .others = 2,
                                      .node_share = 0.4,
                                      .elapsed = 1200ms,
                                      .left = 65s};
    CHECK(bar(what, 120) ==
          "forecast [##########----------]  3/5  model +2 40%  1.2 s, about 1 min 05 s left");
    CHECK(bar(what, 70) ==
          "foreca… [#####------]  3/5  model +2 40%  1.2 s, about 1 min 05 s left");
    CHECK(bar(what, 60) == "forecast [#####-----]  3/5  model +2 40%  1.2 s");
    CHECK(bar(what, 43) == "foreca… [###----]  3/5  model +2 40%  1.2 s");
    CHECK(bar(what, 40) == "forecast  3/5  model +2 40%  1.2 s");
    CHECK(bar(what, 33) == "foreca…  3/5  model +2 40%  1.2 s");
    CHECK(bar(what, 27) == "forecast  3/5  model +2 40%");
    CHECK(bar(what, 20) == "forecast  3/5");
    CHECK(bar(what, 12) == "foreca…  3/5");
    CHECK(bar(what, 10) == "3/5");
    CHECK(bar(what, 2) == "3…");
    CHECK(bar(what, 0).empty());
}

TEST_CASE("no bar is wider than it may be") {
    for (std::string_view const name :
         {"", "m", "modèle", "モデルの学習", "a-name-of-many-letters"})
        for (std::size_t others : {0u, 12u})
            for (std::size_t columns = 0; columns < 120; ++columns) {
                std::string const text = bar({.pipeline = name,
                                              .counts = "123/456",
                                              .share = 2,
                                              .node = name,
                                              .others = others,
                                              .node_share = others == 0 ? -1 : 1.0,
                                              .elapsed = 59min,
                                              .left = 100h},
                                             columns);
                CAPTURE(name, columns, text);
                CHECK(leat::detail::columns_of(text) <= columns);
            }
}

TEST_CASE("a bar has nothing that a terminal obeys") {
    CHECK(bar({.pipeline = "a\x1b[2J\x7f\xff\n", .counts = "0/1", .share = 0}, 40) ==
          "a?[2J??? [------]  0/1  0.0 s");
}
