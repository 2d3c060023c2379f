// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/executor/parallel_plan.hpp>

#include <leat/graph/graph.hpp>

#include "tracker.hpp"

#include <catch.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

using namespace leat::literals;
using leat::detail::moves_of;
using leat::detail::parallel_plan_of;

namespace {

template <auto const& P, class... Arguments>
using layout_of = leat::detail::layout<P, leat::detail::asked_names<>, Arguments...>;

template <auto const& P>
std::size_t step_of(std::string_view value) {
    return leat::detail::all_step_edges<layout_of<P>>.step_of
        [leat::detail::solved<P>.maker[leat::detail::find_value<P>(value)]];
}

/// The chains as text: "a b" for the steps of one, then " > " and the chains after it.
template <auto const& P>
std::string chains() {
    constexpr auto const& plan = parallel_plan_of<layout_of<P>>;
    auto const name = [&](std::size_t step) {
        return std::string(leat::detail::solved<P>.name(
            leat::detail::solved<P>.items[layout_of<P>::laid_out.steps[step]].first_value));
    };
    std::string text;
    for (std::size_t c = 0; c < plan.chain_count; ++c) {
        for (std::size_t i = plan.first_step[c]; i < plan.first_step[c + 1]; ++i)
            text += (i > plan.first_step[c] ? " " : "") + name(plan.steps[i]);
        for (std::size_t i = plan.first_next[c]; i < plan.first_next[c + 1]; ++i)
            text += (i > plan.first_next[c] ? "," : " >") + std::string(" ") +
                    name(plan.steps[plan.first_step[plan.next[i]]]);
        text += " (" + std::to_string(plan.waits_for[c]) + ")\n";
    }
    return text;
}

/// Whether the node that makes `to` may move from its input.
template <auto const& P>
bool moves(std::string_view to, std::size_t input = 0) {
    constexpr auto const& g = leat::detail::solved<P>;
    std::size_t const t = g.maker[leat::detail::find_value<P>(to)];
    return moves_of<layout_of<P>>.taken[g.items[t].first_edge + input];
}

/// Who destroys a result: the first value of the node, or "counter", or "".
template <auto const& P>
std::string released_by(std::string_view value) {
    constexpr auto const& m = moves_of<layout_of<P>>;
    constexpr auto const& g = leat::detail::solved<P>;
    std::size_t const t = g.maker[leat::detail::find_value<P>(value)];
    if (m.counter_of[t] != leat::detail::no_step)
        return "counter of " + std::to_string(m.users[m.counter_of[t]]);
    if (m.released_by[t] == leat::detail::no_step) return "";
    return std::string(g.name(g.items[layout_of<P>::laid_out.steps[m.released_by[t]]].first_value));
}

int start() { return 1; }
int one(int x) { return x; }
int two(int x, int y) { return x + y; }

constexpr auto line = leat::pipeline("line", leat::node("a", start), leat::node("b", one, "a"),
                                     leat::node("c", two, "a", "b"), leat::node("d", one, "c"));

constexpr auto diamond = leat::pipeline(
    "diamond", leat::node("a", start), leat::node("b", one, "a"), leat::node("c", one, "b"),
    leat::node("l", one, "c"), leat::node("r", one, "c"), leat::node("r2", one, "r"),
    leat::node("m", two, "l", "r2"), leat::node("n", one, "m"));

constexpr auto two_roots =
    leat::pipeline("two_roots", leat::node("short", start), leat::node("long", start),
                   leat::node("long2", one, "long"), leat::node("long3", one, "long"),
                   leat::node("both", two, "long2", "long3"));

counted make() { return counted(1); }
int read(counted const& c) { return c.value; }
int take(counted c) { return c.value; }
int take_after(counted c, int) { return c.value; }
single make_single() { return single(1); }
int read_single(single const& s) { return s.value; }
int take_single(single s) { return s.value; }

constexpr auto shared_value =
    leat::pipeline("shared_value", leat::node("x", make), leat::node("read", read, "x"),
                   leat::node("taken", take, "x"));
constexpr auto shared_in_order =
    leat::pipeline("shared_in_order", leat::node("x", make), leat::node("read", read, "x"),
                   leat::node("taken", take_after, "x", "read"));
constexpr auto shared_single = leat::pipeline(
    "shared_single", leat::node("x", make_single), leat::node("r1", read_single, "x"),
    leat::node("r2", read_single, "x"), leat::node("taken", take_single, "x"));
constexpr auto three_readers =
    leat::pipeline("three_readers", leat::node("x", make), leat::node("r1", read, "x"),
                   leat::node("r2", read, "x"), leat::node("r3", read, "x"));

std::pair<counted, counted> make_two() { return {counted(1), counted(2)}; }
constexpr auto parts = leat::pipeline("parts", leat::node(leat::outputs("l", "r"), make_two),
                                      leat::node("left", read, "l"), leat::node("left2", read, "l"),
                                      leat::node("right", read, "r"));

std::vector<std::unique_ptr<int>> make_pointers() { return {}; }
std::size_t count_pointers(std::vector<std::unique_ptr<int>> const& all) { return all.size(); }
std::size_t take_pointers(std::vector<std::unique_ptr<int>> all) { return all.size(); }
constexpr auto pointers = leat::pipeline("pointers", leat::node("all", make_pointers),
                                         leat::node("read", count_pointers, "all"),
                                         leat::node("taken", take_pointers, "all"));

} // namespace

TEST_CASE("steps of which each waits for the one before make one chain, and run in order") {
    CHECK(chains<line>() == "a b c d (0)\n"); // that c needs a, too, follows
    CHECK(parallel_plan_of<layout_of<line>>.in_order);
}

TEST_CASE("chains begin and end where something could run at the same time") {
    CHECK(chains<diamond>() == "a b c > r, l (0)\n"
                               "l > m (1)\n"
                               "r r2 > m (1)\n"
                               "m n (2)\n");
    CHECK_FALSE(parallel_plan_of<layout_of<diamond>>.in_order);
}

TEST_CASE("what has the longest way to the end goes first") {
    constexpr auto const& plan = parallel_plan_of<layout_of<two_roots>>;
    REQUIRE(plan.root_count == 2);
    CHECK(plan.steps[plan.first_step[plan.roots[0]]] == step_of<two_roots>("long"));
    CHECK(plan.end_count == 2);
}

TEST_CASE("what can be copied is moved only by a node that all others that use it come before") {
    CHECK_FALSE(moves<shared_value>("taken"));
    CHECK(released_by<shared_value>("x") == "counter of 2");
    CHECK(moves<shared_in_order>("taken"));
    CHECK(released_by<shared_in_order>("x") == "taken");
}

TEST_CASE("what cannot be copied is taken over after all others that use it have ended") {
    CHECK(moves<shared_single>("taken"));
    CHECK(chains<shared_single>() == "x > r1, r2 (0)\n"
                                     "r1 > taken (1)\n"
                                     "r2 > taken (1)\n"
                                     "taken (2)\n");
    CHECK(released_by<shared_single>("x") == "taken");
    CHECK(moves<pointers>("taken")); // whatever std::vector says of its copy constructor
    CHECK(parallel_plan_of<layout_of<pointers>>.in_order);
}

TEST_CASE("a result is destroyed by the one that uses it last, or by a counter of those") {
    CHECK(released_by<three_readers>("x") == "counter of 3");
    CHECK(released_by<three_readers>("r1").empty());
    CHECK(released_by<parts>("l") == "counter of 3"); // of both parts
}
