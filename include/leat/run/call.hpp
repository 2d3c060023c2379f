// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/types.hpp>
#include <leat/run/context.hpp>

#include <cstddef>
#include <functional>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// A node that nobody observes.
struct unvisited {
    template <std::size_t Input, passing How, class Pass>
    [[gnu::always_inline]] static decltype(auto) pass(Pass&& from_run) {
        return from_run();
    }
    static listener const* heard() noexcept { return nullptr; }
};

/// What an operation is called with: each of its inputs, as its call takes it, when it asks for it.
template <auto const& P, std::size_t Item, class Visit, class Give>
struct operands {
    using call = typename item_types<P, Item>::call;
    using result = typename item_types<P, Item>::result;

    Visit& visit;
    run_options const* options;
    Give const& give;
    context& here;

    template <std::size_t I>
    decltype(auto) input() const {
        return visit.template pass<I, call::passings[I]>(
            [&]() -> decltype(auto) { return give(std::integral_constant<std::size_t, I>{}); });
    }
};

/// Calls the function of an item, once, with inputs that `give(index)` gives.
template <auto const& P, std::size_t Item, class Visit, class Give, std::size_t... Input>
[[gnu::always_inline]] inline decltype(auto) call_once(
    Visit& visit, [[maybe_unused]] run_options const* options, Give const& give,
    std::index_sequence<Input...>) {
    constexpr auto const& function = declaration_of<P, Item>.function;
    using how = typename item_types<P, Item>::call;
    auto const input = [&]<std::size_t I>(std::integral_constant<std::size_t, I> at)
                           __attribute__((always_inline))
                               ->decltype(auto) {
        return visit.template pass<I, how::passings[I]>([&]() __attribute__((always_inline))
                                                            ->decltype(auto) { return give(at); });
    };
    if constexpr (operation<std::remove_cvref_t<decltype(function)>>) {
        context here(item_name<P, Item>.view(), options, visit.heard());
        return function.run(operands<P, Item, Visit, Give>{visit, options, give, here});
    } else if constexpr (how::has_context) {
        context here(item_name<P, Item>.view(), options, visit.heard());
        return std::invoke(function, input(std::integral_constant<std::size_t, Input>{})..., here);
    } else if constexpr (std::is_member_pointer_v<std::remove_cvref_t<decltype(function)>>) {
        return std::invoke(function, input(std::integral_constant<std::size_t, Input>{})...);
    } else {
        return function(input(std::integral_constant<std::size_t, Input>{})...);
    }
}

/// Calls the function of an item with inputs that `give(index)` gives.
template <auto const& P, std::size_t Item, class Visit, class Give>
[[gnu::always_inline]] inline decltype(auto) call(Visit& visit, run_options const* options,
                                                  Give const& give) {
    constexpr auto inputs = std::make_index_sequence<solved<P>.items[Item].edge_count>{};
    return call_once<P, Item>(visit, options, give, inputs);
}

} // namespace leat::detail
