// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/drawing.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>

namespace sample {

/// A drawing with so many nodes, each of which takes about `density` values of earlier ones.
inline leat::drawing random_drawing(unsigned seed, std::size_t nodes, double density) {
    std::mt19937 random(seed);
    leat::drawing d;
    d.pipeline = "random";
    for (std::size_t i = 0; i < nodes; ++i) {
        leat::graph_node& node = d.nodes.emplace_back().node;
        node.name = "n" + std::string(random() % 30, 'x') + std::to_string(i);
        node.outputs = {node.name};
        if (random() % 3 == 0) node.caching = "cached"; // a second line, so boxes differ in height
        double want = i == 0 ? 0 : density * static_cast<double>(random() % 2000) / 1000;
        for (; want >= 1; want -= 1) {
            std::size_t const reach = random() % 4 == 0 ? i : std::min<std::size_t>(i, 20);
            std::size_t const from = i - 1 - random() % reach;
            d.edges.push_back({from, i, d.nodes[from].node.name, ""});
        }
    }
    return d;
}

} // namespace sample
