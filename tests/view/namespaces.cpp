// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/view/namespaces.hpp>

#include <catch.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

std::string space_of(std::vector<std::string> outputs) {
    leat::graph_node node;
    node.outputs = std::move(outputs);
    return std::string(leat::detail::namespace_of(node));
}

} // namespace

TEST_CASE("a node is in the namespace that all of its outputs share") {
    CHECK(space_of({"model"}) == "");
    CHECK(space_of({"eu.de.model"}) == "eu.de");
    CHECK(space_of({"eu.de.model", "eu.de.rmse"}) == "eu.de");
    CHECK(space_of({"eu.de.model", "eu.dk.model"}) == "eu");
    CHECK(space_of({"eu.de.model", "eu.de"}) == "eu");
    CHECK(space_of({"eu.model", "europe.model"}) == "");
    CHECK(space_of({".a"}) == "");
    CHECK(space_of({}) == "");
}

TEST_CASE("namespaces are a tree, in the order in which nodes are in them") {
    leat::drawing d;
    for (char const* name : {"a.b.x", "y", "c.x", "a.z", "a.b.w"})
        d.nodes.emplace_back().node.outputs = {name};
    auto const all = leat::detail::find_namespaces(d);
    using list = std::vector<std::size_t>;
    REQUIRE(all.spaces.size() == 4);
    CHECK(all.spaces[0].nodes == list{1});
    CHECK(all.spaces[0].inner == list{1, 3});
    CHECK(all.spaces[1].name == "a");
    CHECK(all.spaces[1].nodes == list{3});
    CHECK(all.spaces[1].inner == list{2});
    CHECK(all.spaces[2].name == "a.b");
    CHECK(all.spaces[2].nodes == list{0, 4});
    CHECK(all.spaces[3].name == "c");
}
