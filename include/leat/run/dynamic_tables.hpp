// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/dynamic_step.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace leat::detail {

// The functions that a run may need of each item and value, as tables made once for each form of
// call.
template <class State, std::size_t Item>
consteval auto step_function() -> void (*)(State&, std::size_t) {
    if constexpr (solved<State::layout::pipeline>.items[Item].kind == kind::node)
        return &State::driver::template step<State, Item>;
    else
        return nullptr;
}
template <class State, std::size_t V>
void load_kept(State& s) {
    if (s.frame.template cell<V>().full()) return;
    if constexpr (uses_dataset<V, State>) {
        if (!State::driver::used || s.is_loaded(V) || s.reloads[V]) {
            load_value<V, npos>(s);
            return;
        }
    }
    if constexpr (State::driver::used) State::driver::template fetch<V>(s);
}
template <class State, std::size_t V>
consteval auto load_function() -> void (*)(State&) {
    constexpr bool fetched = State::driver::used && !is_source<typename State::layout>(V) &&
                             !is_void_value<State::layout::pipeline>[V];
    if constexpr (uses_dataset<V, State> || fetched)
        return &load_kept<State, V>;
    else
        return nullptr;
}

template <class State>
struct tables {
    static constexpr auto size = State::layout::size;
    template <std::size_t... Item>
    static constexpr auto make_steps(std::index_sequence<Item...>) {
        return std::array{step_function<State, Item>()...};
    }
    static constexpr auto steps = make_steps(std::make_index_sequence<size.items>{});

    struct of_value {
        void (*release)(dynamic_frame<typename State::layout> const&);
        void (*keep)(dynamic_frame<typename State::layout> const&);
        void (*load)(State&);
    };
    template <std::size_t... V>
    static constexpr auto make_values(std::index_sequence<V...>) {
        return std::array{of_value{&release_dynamic<V, typename State::layout>,
                                   &keep_source<V, typename State::layout>,
                                   load_function<State, V>()}...};
    }
    static constexpr auto values = make_values(std::make_index_sequence<size.values>{});
};

} // namespace leat::detail
