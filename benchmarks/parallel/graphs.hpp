// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/leat.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

// The graphs, each as data, from which all contestants are made.

/// How many turns of its loop a node takes; 0 for nodes that do next to nothing.
inline std::size_t turns = 0;

/// What a node does with the sum of its inputs. Each turn waits for the one before.
[[gnu::noinline]] inline int busy(std::uint64_t x) {
    for (std::size_t i = 0; i < turns; ++i) x = x * 6364136223846793005U + 1442695040888963407U;
    asm volatile("" : "+r"(x)); // else equal calls are merged
    return static_cast<int>(x >> 33U);
}

[[gnu::always_inline]] inline int trivial(unsigned x) {
    asm volatile("" : "+r"(x)); // else a chain of them is one addition
    return static_cast<int>(x);
}

inline constexpr std::size_t most_inputs = 64;

/// Node i takes the values of the nodes inputs[i][0 .. input_count[i]); one without takes the
/// input.
template <std::size_t Nodes>
struct graph_data {
    static constexpr std::size_t nodes = Nodes;
    std::array<std::size_t, Nodes> input_count{};
    std::array<std::array<std::size_t, most_inputs>, Nodes> inputs{};
    constexpr void link(std::size_t from, std::size_t to) {
        for (std::size_t i = 0; i < input_count[to]; ++i)
            if (inputs[to][i] == from) return;
        inputs[to][input_count[to]++] = from;
    }
};

template <std::size_t Width>
consteval auto make_wavefront() {
    graph_data<Width * Width> g;
    for (std::size_t i = 0; i < Width; ++i)
        for (std::size_t j = 0; j < Width; ++j) {
            if (i > 0) g.link((i - 1) * Width + j, i * Width + j);
            if (j > 0) g.link(i * Width + j - 1, i * Width + j);
        }
    return g;
}

/// Layers of ten: each node takes one to three values of the layer above.
consteval auto make_layers(std::uint64_t seed) {
    graph_data<200> g;
    auto const random = [&](std::size_t below) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        return static_cast<std::size_t>(seed % below);
    };
    for (std::size_t i = 10; i < g.nodes; ++i)
        for (std::size_t n = 1 + random(3); n > 0; --n) g.link(i / 10 * 10 - 10 + random(10), i);
    return g;
}

consteval auto make_fan() {
    graph_data<66> g;
    for (std::size_t i = 1; i <= 64; ++i) g.link(0, i), g.link(i, 65);
    return g;
}

consteval auto make_chain() {
    graph_data<1000> g;
    for (std::size_t i = 1; i < g.nodes; ++i) g.link(i - 1, i);
    return g;
}

template <std::size_t I>
using number = int;

template <bool Busy, class Inputs>
struct work;
template <bool Busy, std::size_t... I>
struct work<Busy, std::index_sequence<I...>> {
    int operator()(number<I>... in) const {
        unsigned const sum = (1U + ... + static_cast<unsigned>(in));
        return Busy ? busy(sum) : trivial(sum);
    }
};

template <std::size_t Node>
inline constexpr char node_name[] = {
    'n', '0' + Node / 1000, '0' + Node / 100 % 10, '0' + Node / 10 % 10, '0' + Node % 10, '\0'};

template <auto const& Graph, bool Busy, std::size_t Node, std::size_t... I>
consteval auto make_node(std::index_sequence<I...> inputs) {
    if constexpr (sizeof...(I) == 0)
        return leat::node(leat::name(node_name<Node>), work<Busy, std::index_sequence<0>>{}, "x");
    else
        return leat::node(leat::name(node_name<Node>), work<Busy, decltype(inputs)>{},
                          node_name<Graph.inputs[Node][I]>...);
}
template <auto const& Graph, bool Busy, std::size_t... Node>
consteval auto make_pipeline(std::index_sequence<Node...>) {
    return leat::pipeline(
        "graph", leat::input<int>("x"),
        make_node<Graph, Busy, Node>(std::make_index_sequence<Graph.input_count[Node]>{})...);
}

inline constexpr auto wavefront_16 = make_wavefront<16>();
inline constexpr auto wavefront_32 = make_wavefront<32>();
inline constexpr auto layers_1 = make_layers(88172645463325252U);
inline constexpr auto layers_2 = make_layers(1234567U);
inline constexpr auto fan = make_fan();
inline constexpr auto chain = make_chain();
