// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/guard_check.hpp>
#include <leat/graph/mistake.hpp>

namespace leat::detail {

/// What the user gave to a guard; nothing where it is missing.
template <class Guard>
struct held_by {
    using type = typename Guard::held;
};
template <>
struct held_by<void> {
    using type = void;
};

/// Reports what is wrong with a guard of a node. `Where` names the node.
template <class Where, class Verdict, class Result>
consteval bool report_guard() {
    using held = typename held_by<typename Verdict::guilty>::type;
    if constexpr (Verdict::fault == guard_fault::retry_predicate) {
        static_assert(
            refused_because<typename Where::retry::template takes_no_exception<held>>,
            "leat: what tells for which errors a node is tried again takes no exception. Give "
            "retry() a function that takes a std::exception const& or a std::exception_ptr and "
            "returns a bool, or leat::on_exception<some_error>.");
    } else if constexpr (Verdict::fault == guard_fault::check_predicate) {
        static_assert(
            refused_because<typename Where::check::template cannot_look_at<
                held>::template which_the_node_returns<Result>>,
            "leat: a check cannot look at what its node returns. Give check() a function that "
            "takes that by const reference (of several outputs all of them, or the whole) and "
            "returns a bool.");
    } else if constexpr (Verdict::fault == guard_fault::until_predicate) {
        static_assert(
            refused_because<typename Where::until::template cannot_look_at<
                held>::template which_the_node_returns<Result>>,
            "leat: what says when an iterate ends cannot look at its state. Give until() a "
            "function that takes the state, or the state before and after a round, by const "
            "reference and returns a bool.");
    } else if constexpr (Verdict::fault == guard_fault::no_until) {
        static_assert(refused_because<typename Where::has_no_until>,
                      "leat: nothing says when an iterate ends. Let | leat::until(predicate, "
                      "limit) or | leat::times(rounds) follow.");
    } else if constexpr (Verdict::fault == guard_fault::fallback_loses) {
        static_assert(
            refused_because<typename Where::fallback::template loses_a_part_of<
                held>::template which_the_node_returns<Result>>,
            "leat: a fallback gives or takes a number as one of another type, which cannot hold "
            "it: a fraction, high digits or the sign would be lost. Give the type that the node "
            "returns, and take those that it takes.");
    } else {
        static_assert(
            refused_because<typename Where::fallback::template does_not_give<
                held>::template which_the_node_returns<Result>>,
            "leat: a fallback gives something else than its node returns. Give fallback() a value "
            "that converts to it, or a function that returns it and takes nothing, a "
            "std::exception_ptr, or what the node takes.");
    }
    return true;
}

} // namespace leat::detail
