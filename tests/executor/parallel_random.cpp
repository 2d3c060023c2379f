// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel_run.hpp>

#include <leat/leat.hpp>

#include "tracker.hpp"

#include <catch.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <random>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// Graphs that the compiler makes up: each node takes one to four values of earlier ones, of three
// types, by value or by reference; when it runs it may fail, and may take a while.

using namespace leat::literals;

namespace {

enum class sort : unsigned char { number, copied, moved };

struct random_input {
    std::size_t from = 0; // a node, or npos for the input
    bool taken = false;
};
template <std::size_t Nodes>
struct random_graph {
    std::array<sort, Nodes> sorts{};
    std::array<std::size_t, Nodes> input_count{};
    std::array<std::array<random_input, 4>, Nodes> inputs{};
};

constexpr std::size_t outside = static_cast<std::size_t>(-1);

template <std::size_t Nodes>
consteval random_graph<Nodes> make_graph(std::uint64_t seed, std::size_t reach) {
    auto const random = [&](std::size_t below) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        return static_cast<std::size_t>(seed % below);
    };
    random_graph<Nodes> g;
    std::array<std::size_t, Nodes> last_user{};
    std::array<std::size_t, Nodes> uses_there{};
    for (std::size_t i = 0; i < Nodes; ++i) {
        g.sorts[i] = static_cast<sort>(random(3));
        g.input_count[i] = 1 + random(4);
        for (std::size_t k = 0; k < g.input_count[i]; ++k) {
            bool const from_outside = i == 0 || random(16) == 0;
            std::size_t const from = from_outside ? outside : i - 1 - random(i < reach ? i : reach);
            g.inputs[i][k] = {from, random(3) == 0};
            if (from == outside) continue;
            uses_there[from] = last_user[from] == i ? uses_there[from] + 1 : 1;
            last_user[from] = i;
        }
    }
    for (std::size_t i = 0; i < Nodes; ++i) // what cannot be copied is taken by its last user only
        for (auto& in : g.inputs[i])
            if (in.taken && in.from != outside && g.sorts[in.from] == sort::moved)
                in.taken = last_user[in.from] == i && uses_there[in.from] == 1;
    return g;
}

template <std::size_t Which>
inline constexpr auto graph_of =
    make_graph<40 + 4 * Which>(0x9e3779b97f4a7c15 + 977 * Which, 2 + 5 * Which);

std::array<std::atomic<bool>, 64> fails{};
std::array<std::atomic<unsigned>, 64> effort{};

int mix(int seen, int value) {
    return static_cast<int>((static_cast<unsigned>(seen) * 31U + static_cast<unsigned>(value)) %
                            1'000'003U);
}
int look(int v) { return v; }
int look(counted const& v) { return v.value; }

template <sort S>
using value_of_sort = std::conditional_t<S == sort::number, int,
                                         std::conditional_t<S == sort::copied, counted, single>>;

template <std::size_t Which, std::size_t Node, std::size_t Input>
consteval auto find_input_type() {
    constexpr auto in = graph_of<Which>.inputs[Node][Input];
    if constexpr (in.from == outside) {
        return std::type_identity<int>{};
    } else {
        using type = value_of_sort<graph_of<Which>.sorts[in.from]>;
        return std::type_identity<std::conditional_t<in.taken, type, type const&>>{};
    }
}
template <std::size_t Which, std::size_t Node, std::size_t Input>
using input_of = typename decltype(find_input_type<Which, Node, Input>())::type;

template <std::size_t Which, std::size_t Node, class... In>
struct random_function {
    auto operator()(In... in) const -> value_of_sort<graph_of<Which>.sorts[Node]> {
        int seen = static_cast<int>(Node);
        ((seen = mix(seen, look(in))), ...);
        for (unsigned i = 0; i < effort[Node].load(std::memory_order_relaxed); ++i)
            seen = mix(seen, 1);
        if (fails[Node].load(std::memory_order_relaxed))
            throw std::range_error("failed on purpose with " + std::to_string(seen));
        return value_of_sort<graph_of<Which>.sorts[Node]>(seen);
    }
};

template <std::size_t Node>
inline constexpr char node_name[] = {'n', '0' + Node / 10, '0' + Node % 10, '\0'};

template <std::size_t Which, std::size_t Node, std::size_t Input>
consteval leat::name input_name() {
    constexpr std::size_t from = graph_of<Which>.inputs[Node][Input].from;
    if constexpr (from == outside)
        return "x";
    else
        return node_name<from>;
}

template <std::size_t Which, std::size_t Node, std::size_t... Input>
consteval auto make_node(std::index_sequence<Input...>) {
    return leat::node(leat::name(node_name<Node>),
                      random_function<Which, Node, input_of<Which, Node, Input>...>{},
                      input_name<Which, Node, Input>()...);
}
template <std::size_t Which, std::size_t... Node>
consteval auto make_pipeline(std::index_sequence<Node...>) {
    return leat::pipeline(
        "random", leat::input<int>("x"),
        make_node<Which, Node>(std::make_index_sequence<graph_of<Which>.input_count[Node]>{})...);
}
template <std::size_t Which>
constexpr auto random_pipeline =
    make_pipeline<Which>(std::make_index_sequence<graph_of<Which>.sorts.size()>{});

using numbers = std::mt19937;
unsigned below(numbers& random, unsigned limit) { return static_cast<unsigned>(random() % limit); }

/// How a run ended, as text.
struct outcome {
    std::string text{};
    std::vector<std::string> not_run{};
};

template <class Run>
outcome outcome_of(Run const& run) {
    try {
        auto const result = run();
        std::string text;
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((text += std::to_string(look(result.template get<I>())) + " "), ...);
        }(std::make_index_sequence<std::remove_cvref_t<decltype(result)>::size()>{});
        return {text, {}};
    } catch (leat::node_error const& e) {
        std::string text = e.node() + ": ";
        try {
            std::rethrow_if_nested(e);
        } catch (std::range_error const& cause) {
            text += cause.what();
        }
        return {text, e.not_run()};
    }
}

template <class T>
bool holds_all(std::vector<T> const& all, std::vector<T> const& some) {
    std::size_t at = 0;
    for (T const& one : some) {
        while (at < all.size() && all[at] != one) ++at;
        if (at == all.size()) return false;
    }
    return true;
}

template <std::size_t Which>
void compare(numbers& random, leat::parallel const& threads) {
    static_assert(leat::valid<random_pipeline<Which>>);
    constexpr std::size_t nodes = graph_of<Which>.sorts.size();
    auto const app = leat::session<random_pipeline<Which>>(threads);
    unsigned const failing = below(random, 4);
    for (std::size_t i = 0; i < nodes; ++i) {
        fails[i] = false;
        effort[i] = below(random, 8) == 0 ? below(random, 20'000) : below(random, 200);
    }
    for (unsigned i = 0; i < failing; ++i) fails[below(random, nodes)] = true;
    int const x = static_cast<int>(below(random, 1000));
    counted::reset();
    outcome const wanted = outcome_of([&] { return leat::run<random_pipeline<Which>>("x"_n = x); });
    for (int i = 0; i < 4; ++i) {
        outcome const had = outcome_of([&] { return app.run("x"_n = x); });
        REQUIRE(had.text == wanted.text);
        REQUIRE(holds_all(wanted.not_run, had.not_run));
        REQUIRE(counted::alive == 0);
    }
}

} // namespace

TEST_CASE("random graphs end in parallel as they do in order, also when nodes fail") {
    char const* const given = std::getenv("LEAT_STRESS_SECONDS");
    std::chrono::duration<double> const time(given ? std::atof(given) : 5.0);
    auto const start = std::chrono::steady_clock::now();
    std::random_device device;
    unsigned const seed = device();
    INFO("seed " << seed);
    numbers random(seed);
    std::array<leat::parallel, 3> const threads{leat::parallel(2), leat::parallel(3),
                                                leat::parallel(8)};
    std::size_t times = 0;
    while (std::chrono::steady_clock::now() - start < time || times == 0) {
        leat::parallel const& some = threads[times % threads.size()];
        compare<0>(random, some);
        compare<1>(random, some);
        compare<2>(random, some);
        compare<3>(random, some);
        compare<4>(random, some);
        compare<5>(random, some);
        ++times;
    }
    CHECK(times > 0);
}
