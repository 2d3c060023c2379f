// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/signature.hpp>

#include <array>
#include <concepts>
#include <utility>

namespace leat::detail {

/// The stand-in for a type that cannot be known because of a mistake that is reported elsewhere.
struct unknown_value {};

enum class call_fault : unsigned char {
    none,
    number_of_inputs, ///< the function takes another number of them
    alters_input,     ///< a parameter is a non-const lvalue reference
    type_of_input,    ///< what flows in does not convert to the parameter
    not_callable,     ///< overloads or a template, and none takes what flows in
};

/// What comes of calling `Function` with values of types `Inputs`: the result's type and how each
/// input is passed, or what is wrong.
struct call_verdict {
    call_fault fault = call_fault::none;
    std::size_t argument = 0; ///< from 0
};

template <class... Parameters, class... Given>
consteval call_verdict check_arguments(types<Parameters...>, types<Given...>) {
    call_verdict verdict;
    std::size_t at = 0;
    auto const check = [&]<class Parameter, class Value>() {
        if (verdict.fault == call_fault::none) {
            if (std::is_same_v<Value, context>) {
            } else if (alters<Parameter>)
                verdict = {call_fault::alters_input, at};
            else if (!accepts<Parameter, Value>())
                verdict = {call_fault::type_of_input, at};
        }
        ++at;
    };
    (check.template operator()<Parameters, Given>(), ...);
    return verdict;
}

template <class Function, class... Inputs>
struct known_call {
    using signature_type = signature<Function>;
    using result = std::remove_cvref_t<typename signature_type::result>;
    using parameters = typename signature_type::parameters;

    static constexpr bool has_context = []<class... P>(types<P...>) {
        return ends_in_context<P...>;
    }(parameters{});

    static constexpr std::size_t wanted = parameters::size - (has_context ? 1 : 0);

    static constexpr call_verdict verdict = [] {
        if constexpr (wanted != sizeof...(Inputs))
            return call_verdict{call_fault::number_of_inputs};
        else if constexpr (has_context)
            return check_arguments(parameters{}, types<Inputs..., context>{});
        else
            return check_arguments(parameters{}, types<Inputs...>{});
    }();

    static constexpr auto passings = []<class... P>(types<P...>) {
        return std::array<passing, sizeof...(P)>{passing_of<P>...};
    }(parameters{});
};

template <class Function, class... Arguments>
concept callable_with = requires(Function const& f, Arguments&&... arguments) {
    f(static_cast<Arguments&&>(arguments)...);
};

template <class Function, class... Inputs>
struct tried_call {
    static constexpr bool shares = callable_with<Function, Inputs const&...>;
    static constexpr bool moves = callable_with<Function, Inputs&&...>;
    static constexpr bool shares_with_context = callable_with<Function, Inputs const&..., context&>;
    static constexpr bool has_context = !shares && !moves;

    static constexpr call_verdict verdict = [] {
        bool const any = shares || moves || shares_with_context ||
                         callable_with<Function, Inputs&&..., context&>;
        return call_verdict{any ? call_fault::none : call_fault::not_callable};
    }();

    static constexpr bool can_share = shares || shares_with_context;
    static constexpr bool can_move = moves || callable_with<Function, Inputs&&..., context&>;

    static auto call_type() {
        if constexpr (verdict.fault != call_fault::none)
            return std::type_identity<unknown_value>{};
        else if constexpr (shares)
            return std::type_identity<std::remove_cvref_t<decltype(std::declval<Function const&>()(
                std::declval<Inputs const&>()...))>>{};
        else if constexpr (moves)
            return std::type_identity<std::remove_cvref_t<decltype(std::declval<Function const&>()(
                std::declval<Inputs&&>()...))>>{};
        else if constexpr (shares_with_context)
            return std::type_identity<std::remove_cvref_t<decltype(std::declval<Function const&>()(
                std::declval<Inputs const&>()..., std::declval<context&>()))>>{};
        else
            return std::type_identity<std::remove_cvref_t<decltype(std::declval<Function const&>()(
                std::declval<Inputs&&>()..., std::declval<context&>()))>>{};
    }
    using result = typename decltype(call_type())::type;

    static constexpr auto passings = [] {
        std::array<passing, sizeof...(Inputs) + 1> all{};
        for (auto& p : all) p = !can_share ? passing::value : can_move ? passing::generic : passing::shared;
        return all;
    }();
};

template <class Function, class... Inputs>
using call_of = std::conditional_t<signature<Function>::known, known_call<Function, Inputs...>,
                                   tried_call<Function, Inputs...>>;

} // namespace leat::detail
