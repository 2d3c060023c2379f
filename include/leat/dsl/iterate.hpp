// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/check.hpp>
#include <leat/dsl/guarded.hpp>
#include <leat/dsl/node.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>

namespace leat {
namespace detail {

// Deliberately not constexpr: calling it in a declaration stops the compiler with its name.
inline void leat_checkpoint_every_takes_at_least_1_round() {}
inline void leat_an_iterate_has_one_until_or_times() {}

template <class Iterator, class... Inputs>
struct iterate_call; // graph/iterate_call.hpp
template <class Operands>
struct iterate_run; // run/iterate_run.hpp

/// The operation that calls `Function` with what it returned the last time.
template <class Function>
struct iterator_of {
    template <class... Inputs>
    struct call : iterate_call<iterator_of, Inputs...> {};

    template <class Operands>
    static auto run(Operands const& operands) {
        return iterate_run<Operands>::run(operands);
    }

    /// What of it is part of a static key.
    static constexpr void feed_key(digest_builder& to) { to.text("iterate"); }

    [[no_unique_address]] Function function;
};

template <class T>
inline constexpr bool is_iterator_of = false;
template <class Function>
inline constexpr bool is_iterator_of<iterator_of<Function>> = true;

template <class Declaration>
concept declares_iterate =
    declares_node<Declaration> && is_iterator_of<typename Declaration::function_type>;

/// Says when an iteration ends. It stands round the call as guards do, and leaves it as it is.
template <class Predicate>
struct until_guard {
    using is_guard = void;
    static constexpr bool needs_inputs_again = false;
    using held = Predicate;

    [[no_unique_address]] Predicate predicate;
    std::size_t limit;
    importance at_limit;
    bool sourced = false; ///< the predicate was given by LEAT_FN,
    digest source{};      ///< or there is none

    /// What of it is part of a static key.
    constexpr void feed_key(digest_builder& to) const {
        to.text("until").number(limit).add(source);
    }
};

/// For iterations that only count.
struct never {
    template <class State>
    constexpr bool operator()(State const&) const noexcept {
        return false;
    }
};

consteval options iterating() {
    options made;
    made.be(shape::operates);
    made.be(shape::iterates);
    return made;
}

struct checkpoint_option {
    std::uint32_t rounds;
};

} // namespace detail

/// Declares a node that calls its function again and again:
/// `iterate("weights", step, "start", "train") | until(converged, 10'000)` makes `weights` from
/// `start` by `state = step(state, train)` until `converged(state)`. The state is what the function
/// returns; what it starts with converts to that. The function takes the state as `T` (moved in) or
/// `T const&`, and may take a `leat::context&` as its last parameter. `until` or `times` has to
/// follow; other options as for a node. When a stop is requested it ends before the next round.
template <class Function, class... Inputs>
consteval auto iterate(name n, Function function, Inputs const&... inputs)
    -> node_declaration<detail::iterator_of<Function>, 1, sizeof...(Inputs)> {
    detail::require_stateless<Function>();
    static_assert(sizeof...(Inputs) > 0,
                  "leat: an iterate has nothing to start with. Name the value that is its state "
                  "before the first round: iterate(\"weights\", step, \"start\").");
    return {{detail::kind::node, {n}, {name(inputs)...}, detail::iterating()}, {function}};
}

template <class Function, class... Inputs>
consteval auto iterate(name n, detail::sourced<Function> function, Inputs const&... inputs)
    -> node_declaration<detail::iterator_of<Function>, 1, sizeof...(Inputs)> {
    return detail::with_source(iterate(n, function.function, inputs...), function.source);
}

/// Ends an `iterate` when `predicate(state)` holds, which is asked before each round; or, for one
/// that takes two, `predicate(before, after)`, which is asked after each round, of a copy of the
/// state before it. At the latest it ends after `limit` rounds: with a warning, or, with
/// `importance::fail`, with an error.
template <class Predicate>
consteval auto until(Predicate predicate,
                     std::size_t limit = std::numeric_limits<std::size_t>::max(),
                     importance at_limit = importance::warn) -> detail::until_guard<Predicate> {
    return {predicate, limit, at_limit};
}
template <class Predicate>
consteval auto until(detail::sourced<Predicate> predicate,
                     std::size_t limit = std::numeric_limits<std::size_t>::max(),
                     importance at_limit = importance::warn) -> detail::until_guard<Predicate> {
    return {predicate.function, limit, at_limit, true, predicate.source};
}

/// Ends an `iterate` after so many rounds.
consteval auto times(std::size_t rounds) -> detail::until_guard<detail::never> {
    return {{}, rounds, importance::warn, true};
}

/// Keeps the state of an `iterate` after each so many rounds, and when it is stopped, where the
/// session has a cache or a repo: a run that is killed goes on from there. Requires: the node's
/// value can be stored.
consteval detail::checkpoint_option checkpoint_every(std::uint32_t rounds) {
    if (rounds == 0) detail::leat_checkpoint_every_takes_at_least_1_round();
    return {rounds};
}

template <detail::declared Declaration>
consteval Declaration operator|(Declaration declaration, detail::checkpoint_option added) {
    static_assert(
        detail::declares_iterate<Declaration>,
        "leat: checkpoint_every is for iterate: a node has no rounds, and the elements of "
        "a map are kept one by one by themselves.");
    declaration.options.checkpoint_every = added.rounds;
    return declaration;
}

template <detail::declared Declaration, class Predicate>
consteval auto operator|(Declaration declaration, detail::until_guard<Predicate> guard) {
    static_assert(detail::declares_iterate<Declaration>,
                  "leat: until and times are for iterate: a node or a map calls its function as "
                  "often as its inputs say.");
    if constexpr (!detail::declares_iterate<Declaration>) {
        return declaration;
    } else {
        if (declaration.options.is(shape::bounded))
            detail::leat_an_iterate_has_one_until_or_times();
        declaration.options.be(shape::guarded);
        declaration.options.be(shape::bounded);
        // Else nothing tells when the predicate changes.
        declaration.options.sourced &= guard.sourced;
        return detail::guarded<Declaration, detail::until_guard<Predicate>>{declaration, guard};
    }
}

} // namespace leat
