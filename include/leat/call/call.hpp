// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/guard_check.hpp>
#include <leat/graph/mistake.hpp>
#include <leat/graph/types.hpp>
#include <leat/call/context.hpp>
#include <leat/call/guarded_call.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <iostream>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// A node without observers.
struct unvisited {
    template <std::size_t Input, passing How, class Pass>
    [[gnu::always_inline]] static decltype(auto) pass(Pass&& from_run) {
        return from_run();
    }
    static listener const* heard() noexcept { return nullptr; }
    static void* elements() noexcept { return nullptr; }

    // What its guards do is logged, and recorded nowhere else.
    static void say(std::string_view node, run_options const* options, std::string const& line) {
        if (options && options->log)
            options->log(node, line);
        else
            std::clog << one_line(node, line);
    }
    void retrying() noexcept {}
    void fell_back(std::exception_ptr const&) noexcept {}
    void remarked(std::string const&) noexcept {}
};

/// What an operation is called with. It takes each of its inputs when it asks for that input.
template <auto const& P, std::size_t Item, class Visit, class Give>
struct operands {
    static constexpr auto const& pipeline = P;
    static constexpr std::size_t item_index = Item;
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

/// Calls the function of an item once. `give(index)` gives the inputs.
template <auto const& P, std::size_t Item, class Visit, class Give, std::size_t... Input>
[[gnu::always_inline]] inline decltype(auto) call_once(Visit& visit,
                                                       [[maybe_unused]] run_options const* options,
                                                       Give const& give,
                                                       std::index_sequence<Input...>,
                                                       deadline until = no_deadline) {
    constexpr auto const& function = declaration_of<P, Item>.function;
    using how = typename item_types<P, Item>::call;
    auto const input = [&]<std::size_t I>(std::integral_constant<std::size_t, I> at)
                           __attribute__((always_inline))
                               ->decltype(auto) {
        return visit.template pass<I, how::passings[I]>([&]() __attribute__((always_inline))
                                                            ->decltype(auto) { return give(at); });
    };
    if constexpr (is_operation<P>(Item)) {
        context here(item_name<P, Item>.view(), options, visit.heard(), until);
        return function.run(operands<P, Item, Visit, Give>{visit, options, give, here});
    } else if constexpr (how::has_context) {
        context here(item_name<P, Item>.view(), options, visit.heard(), until);
        return std::invoke(function, input(std::integral_constant<std::size_t, Input>{})..., here);
    } else if constexpr (std::is_member_pointer_v<std::remove_cvref_t<decltype(function)>>) {
        return std::invoke(function, input(std::integral_constant<std::size_t, Input>{})...);
    } else {
        return function(input(std::integral_constant<std::size_t, Input>{})...);
    }
}

/// The call of a node, as the guards of the node see it.
template <auto const& P, std::size_t Item, class Visit, class Give>
struct guarded_scene {
    static constexpr item it = solved<P>.items[Item];
    static constexpr std::size_t output_count = it.value_count;
    /// Whether the node may return a partial value when it is asked to stop.
    static constexpr bool ends_early = item_types<P, Item>::call::has_context;
    using inputs = std::make_index_sequence<it.edge_count>;

    Visit& visit;
    run_options const* options;
    Give const& give;
    deadline until = no_deadline; ///< when the node is to end

    std::stop_token stop_token() const { return options ? options->stop : std::stop_token{}; }
    void say(std::string const& line) const { visit.say(item_name<P, Item>.view(), options, line); }
    /// Adds a remark about a value that the node returns all the same.
    void remark(std::string const& what) const {
        say(what);
        visit.remarked(what);
    }
    void retrying() const { visit.retrying(); }
    void fell_back(std::exception_ptr const& error) const {
        say("falls back, as it failed: " + message_of(error));
        visit.fell_back(error);
    }

    template <class Instead, class Result>
    static consteval instead way_of() {
        return way_of_given<Instead, Result>(inputs{});
    }
    template <class Instead, class Result, std::size_t... I>
    static consteval instead way_of_given(std::index_sequence<I...>) {
        return way_of_fallback<Instead, Result,
                               value_t<P, solved<P>.edges[it.first_edge + I]>...>();
    }
    /// Calls another function with the inputs of the node.
    template <class Result, class Function>
    Result with_inputs(Function const& function) const {
        return with_inputs<Result>(function, inputs{});
    }

private:
    template <class Result, class Function, std::size_t... I>
    Result with_inputs(Function const& function, std::index_sequence<I...>) const {
        return static_cast<Result>(function(input<I>()...));
    }
    template <std::size_t I>
    decltype(auto) input() const {
        return visit.template pass<I, item_types<P, Item>::call::passings[I]>(
            [&]() -> decltype(auto) { return give(std::integral_constant<std::size_t, I>{}); });
    }
};

/// Calls the function of an item inside the guards of its declaration.
template <auto const& P, std::size_t Item, class Declaration, class Scene>
decltype(auto) call_within(Declaration const& declared, Scene& scene) {
    if constexpr (has_guard<Declaration>) {
        using result = typename item_types<P, Item>::result;
        using inner = typename Declaration::inner_declaration;
        return apply_guard<result>(declared.guard, scene, [&]() -> result {
            return call_within<P, Item>(static_cast<inner const&>(declared), scene);
        });
    } else {
        return call_once<P, Item>(scene.visit, scene.options, scene.give, typename Scene::inputs{},
                                  scene.until);
    }
}

/// Calls the function of an item. `give(index)` gives the inputs.
template <auto const& P, std::size_t Item, class Visit, class Give>
[[gnu::always_inline]] inline decltype(auto) call(Visit& visit, run_options const* options,
                                                  Give const& give) {
    if constexpr (solved<P>.option_of[Item]->is(shape::guarded)) {
        guarded_scene<P, Item, Visit, Give> scene{visit, options, give};
        return call_within<P, Item>(declaration_of<P, Item>, scene);
    } else {
        constexpr auto inputs = std::make_index_sequence<solved<P>.items[Item].edge_count>{};
        return call_once<P, Item>(visit, options, give, inputs);
    }
}

} // namespace leat::detail
