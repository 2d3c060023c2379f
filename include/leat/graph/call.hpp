// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/signature.hpp>

#include <array>
#include <concepts>
#include <initializer_list>
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

/// What is wrong with passing a `Given` for a `Parameter`. The cases that are right most often come
/// first and cost the compiler nothing.
template <class Parameter, class Given>
inline constexpr call_fault argument_fault =
    alters<Parameter>             ? call_fault::alters_input
    : accepts<Parameter, Given>() ? call_fault::none
                                  : call_fault::type_of_input;
template <class T>
inline constexpr call_fault argument_fault<T, T> = call_fault::none;
template <class T>
inline constexpr call_fault argument_fault<T const&, T> = call_fault::none;
template <class T>
inline constexpr call_fault argument_fault<T&&, T> = call_fault::none;
template <>
inline constexpr call_fault argument_fault<context&, context> = call_fault::none;

consteval call_verdict first_fault(std::initializer_list<call_fault> faults) {
    std::size_t at = 0;
    for (call_fault fault : faults) {
        if (fault != call_fault::none) return {fault, at};
        ++at;
    }
    return {};
}

template <class Parameters, class Given>
inline constexpr call_verdict arguments_verdict{call_fault::number_of_inputs};
template <class... Parameters, class... Given>
    requires(sizeof...(Parameters) == sizeof...(Given))
inline constexpr call_verdict arguments_verdict<types<Parameters...>, types<Given...>> =
    first_fault({argument_fault<Parameters, Given>...});

template <class Result, class Parameters, class Given>
struct known_call;

template <class Result, class... Parameters, class... Given>
struct known_call<Result, types<Parameters...>, types<Given...>> {
    using result = std::remove_cvref_t<Result>;
    using parameters = types<Parameters...>;

    // A context that is not the last parameter meets an input there, and is refused as a wrong
    // type.
    static constexpr bool has_context = (std::is_same_v<Parameters, context&> || ...);
    static constexpr std::size_t wanted = sizeof...(Parameters) - (has_context ? 1 : 0);
    static constexpr call_verdict verdict = arguments_verdict<
        parameters, std::conditional_t<has_context, types<Given..., context>, types<Given...>>>;
    static constexpr passing passings[sizeof...(Parameters) + 1]{passing_of<Parameters>...,
                                                                 passing::shared};
};

template <class Function, class... Arguments>
concept callable_with = requires(Function const& f, Arguments&&... arguments) {
    f(static_cast<Arguments&&>(arguments)...);
};

template <class Function, class... Inputs>
struct tried_call {
    using parameters = types<>; // not known
    static constexpr std::size_t wanted = 0;
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
        for (auto& p : all)
            p = !can_share ? passing::value : can_move ? passing::generic : passing::shared;
        return all;
    }();
};

/// A call of `Function` with values of types `Inputs`: its verdict, its result, and how each input
/// is passed.
template <class Function, class... Inputs>
struct call_of : tried_call<Function, Inputs...> {};
template <class Function, class... Inputs>
    requires(signature<Function>::known)
struct call_of<Function, Inputs...>
    : known_call<typename signature<Function>::result, typename signature<Function>::parameters,
                 types<Inputs...>> {};

} // namespace leat::detail
