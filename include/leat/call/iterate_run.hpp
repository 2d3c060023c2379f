// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/iterate_call.hpp>
#include <leat/call/call.hpp>
#include <leat/info/errors.hpp>
#include <leat/call/round_memory.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <class Guard>
inline constexpr bool is_until = false;
template <class Predicate>
inline constexpr bool is_until<until_guard<Predicate>> = true;

/// The `until` or `times` of a declaration.
template <has_guard Declaration>
constexpr auto const& until_of(Declaration const& declared) {
    if constexpr (is_until<typename Declaration::guard_type>)
        return declared.guard;
    else
        return until_of(static_cast<typename Declaration::inner_declaration const&>(declared));
}

// The iteration itself asks the predicate, so this guard only calls.
template <class Result, class Predicate, class Scene, class Next>
[[gnu::always_inline]] inline Result apply_guard(until_guard<Predicate> const&, Scene&,
                                                 Next const& next) {
    return next();
}

/// Calls a function with its own result until the end is reached.
template <class Operands>
struct iterate_run {
    static constexpr auto const& P = Operands::pipeline;
    static constexpr auto const& declared = declaration_of<P, Operands::item_index>;
    static constexpr auto const& function = declared.function.function;
    static constexpr auto const& end = until_of(declared);
    static constexpr std::size_t every = declared.options.checkpoint_every > 0
                                             ? declared.options.checkpoint_every
                                             : std::numeric_limits<std::size_t>::max();
    using call = typename Operands::call;
    using again = typename call::again;
    using state_type = typename call::state;
    using predicate = typename std::remove_cvref_t<decltype(end)>::held;
    static constexpr bool asks_state =
        std::is_invocable_r_v<bool, predicate const&, state_type const&>;

    static state_type run(Operands const& operands) {
        return loop(operands, std::make_index_sequence<call::passings.size() - 1>{});
    }

private:
    template <std::size_t... I>
    static state_type loop(Operands const& operands, std::index_sequence<I...>) {
        state_type state = static_cast<state_type>(operands.template input<0>());
        auto* const memory =
            static_cast<round_memory<state_type>*>(operands.visit.elements()); // or null
        std::size_t count = memory ? go_on(*memory, state) : 0;
        std::size_t const said_every = end.limit / 100 + 1;
        for (;; ++count) {
            if (memory && count > 0 && count % every == 0) memory->save(count, state);
            if constexpr (asks_state)
                if (end.predicate(std::as_const(state))) break;
            if (count >= end.limit) {
                if (!std::is_same_v<predicate, never>) at_limit(operands);
                break;
            }
            if (operands.here.stop_requested()) {
                if (memory) memory->save(count, state);
                break;
            }
            if (end.limit != std::numeric_limits<std::size_t>::max() && count % said_every == 0)
                operands.here.progress(count, end.limit);
            if constexpr (asks_state) {
                state = step(operands, state, operands.template input<1 + I>()...);
            } else {
                state_type before(std::as_const(state));
                state = step(operands, state, operands.template input<1 + I>()...);
                if (end.predicate(std::as_const(before), std::as_const(state))) break;
            }
        }
        return state;
    }

    // Takes the state that was saved last, if there is one. Returns the number of rounds before it.
    static std::size_t go_on(round_memory<state_type>& memory, state_type& state) {
        auto saved = memory.recall();
        if (!saved) return 0;
        state = std::move(saved->second);
        return saved->first;
    }

    template <class... Inputs>
    [[gnu::always_inline]] static state_type step(Operands const& operands, state_type& state,
                                                  Inputs const&... inputs) {
        return step_at(operands, state, std::index_sequence_for<Inputs...>{}, inputs...);
    }
    template <std::size_t... I, class... Inputs>
    [[gnu::always_inline]] static state_type step_at(Operands const& operands, state_type& state,
                                                     std::index_sequence<I...>,
                                                     Inputs const&... inputs) {
        if constexpr (again::has_context)
            return std::invoke(function, pass_state(state), pass_again<1 + I>(inputs)...,
                               operands.here);
        else
            return std::invoke(function, pass_state(state), pass_again<1 + I>(inputs)...);
    }
    static decltype(auto) pass_state(state_type& state) {
        if constexpr (again::passings[0] == passing::shared)
            return std::as_const(state);
        else
            return std::move(state);
    }
    // The function takes the input over in each round, so it gets a copy.
    template <std::size_t I, class T>
    static decltype(auto) pass_again(T const& value) {
        if constexpr (again::passings[I] == passing::rvalue)
            return T(value);
        else
            return (value);
    }

    [[gnu::cold]] static void at_limit(Operands const& operands) {
        std::string const what =
            "it did not come to its end within " + std::to_string(end.limit) + " rounds";
        if (end.at_limit == importance::fail) throw limit_error(what);
        operands.visit.say(item_name<P, Operands::item_index>.view(), operands.options, what);
        operands.visit.remarked(what);
    }
};

} // namespace leat::detail
