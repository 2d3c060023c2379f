// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/iterate.hpp>
#include <leat/graph/call.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>

namespace leat::detail {

/// Whether what the function returns is what it can be called with the next time.
template <class Start, class State, class Again>
consteval bool goes_on() {
    if constexpr (std::is_void_v<State> || Again::verdict.fault != call_fault::none)
        return false;
    else
        return std::is_same_v<typename Again::result, State> &&
               std::is_convertible_v<Start, State> && std::is_move_constructible_v<State>;
}
template <bool Known, class Function, class Start, class... Inputs>
struct iterated {
    using state = typename call_of<Function, Start, Inputs...>::result;
    using again = call_of<Function, state, Inputs...>;
};
template <class Function, class Start, class... Inputs>
struct iterated<false, Function, Start, Inputs...> {
    using state = unknown_value;
    using again = call_of<Function, Start, Inputs...>;
};

/// A call of an iterate: the first one, with what it starts with, and those that follow.
template <class Function, class Start, class... Inputs>
struct iterate_call<iterator_of<Function>, Start, Inputs...> {
    using first = call_of<Function, Start, Inputs...>;
    static constexpr bool known =
        first::verdict.fault == call_fault::none && !std::is_void_v<typename first::result>;
    using loop = iterated<known, Function, Start, Inputs...>;
    using state = typename loop::state;
    using again = typename loop::again;
    using given = types<Start, Inputs...>;

    using result = state;
    using parameters = typename first::parameters;
    static constexpr std::size_t wanted = first::wanted;
    /// When it is asked to stop it ends early.
    static constexpr bool has_context = true;
    static constexpr std::array<passing, 1 + sizeof...(Inputs)> passings{
        passing::value, (static_cast<void>(sizeof(Inputs*)), passing::shared)...};

    /// No input is taken by element.
    static constexpr std::array<bool, 1 + sizeof...(Inputs)> each{};

    static constexpr call_verdict verdict = [] {
        if (first::verdict.fault != call_fault::none) return first::verdict;
        if (!goes_on<Start, state, again>()) return call_verdict{call_fault::changes_type, 0};
        if (loses<state, Start>) return call_verdict{call_fault::loses_start, 0};
        bool const copyable[] = {true, std::is_copy_constructible_v<Inputs>...};
        for (std::size_t i = 1; i <= sizeof...(Inputs); ++i)
            if (again::passings[i] != passing::shared && again::passings[i] != passing::generic &&
                !copyable[i])
                return call_verdict{call_fault::cannot_copy, i};
        return call_verdict{};
    }();
};

} // namespace leat::detail
