// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/slice_error.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>

namespace {

int next(int a) { return a + 1; }
constexpr auto inner =
    leat::pipeline("inner", leat::input<int>("in"), leat::node("sum", next, "in"));
constexpr auto all =
    leat::pipeline("all", leat::within("eu", leat::within("de", inner)), leat::param("rate", 1),
                   leat::node("out", next, "rate") | leat::tag("daily"));

template <class Slice>
std::string said(Slice const& s) {
    auto const& g = leat::detail::solved<all>;
    try {
        leat::detail::check_slice_names(g, "all", s, leat::detail::members(g, s));
        return "";
    } catch (leat::error const& e) {
        return e.what();
    }
}

} // namespace

TEST_CASE("what a slice names and the pipeline does not have, with the nearest of its kind") {
    CHECK(said(leat::only("out")).empty());
    CHECK(said(leat::namespaced("eu")).empty());
    CHECK(said(leat::namespaced("eu.de")).empty());
    CHECK(said(leat::only("ouut")) ==
          "pipeline 'all' has no 'ouut' for a slice to name; did you mean 'out'?");
    CHECK(said(leat::to("out", "eu.de.smu")) ==
          "pipeline 'all' has no 'eu.de.smu' for a slice to name; did you mean 'eu.de.sum'?");
    CHECK(said(leat::tagged("dayly")) ==
          "pipeline 'all' has no tag 'dayly' for a slice to name; did you mean 'daily'?");
    CHECK(said(leat::namespaced("eu.be")) ==
          "pipeline 'all' has no namespace 'eu.be' for a slice to name; did you mean 'eu.de'?");
    CHECK(said(leat::tagged("quite another")) ==
          "pipeline 'all' has no tag 'quite another' for a slice to name");
}
