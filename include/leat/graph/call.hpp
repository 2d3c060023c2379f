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
    number_of_inputs,  ///< the function takes another number of them
    alters_input,      ///< a parameter is a non-const lvalue reference
    type_of_input,     ///< what flows in does not convert to the parameter
    loses_input,       ///< it does, and may lose a part of itself
    not_callable,      ///< overloads or a template, and none takes what flows in
    no_range,          ///< a map is to take the elements of what has none
    cannot_copy,       ///< a map's function takes over what cannot be copied for each element
    immovable_element, ///< a map's function returns what cannot be put into a vector
    cannot_choose,     ///< a branch is for something that the value cannot be compared with
    branch,            ///< a branch's function cannot be called; which one
    returns_sometimes, ///< some branches return a value and others nothing
    branches_lose,     ///< one may lose a part of what it returns, as others return other numbers
    changes_type,      ///< what an iterate's function returns is no state for its next call
    loses_start,       ///< what an iterate starts with may lose a part of itself as its state
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
    alters<Parameter>              ? call_fault::alters_input
    : !accepts<Parameter, Given>() ? call_fault::type_of_input
    : loses<Parameter, Given>      ? call_fault::loses_input
                                   : call_fault::none;
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

/// The ways in which a callable with overloads or a template can be called, tried in this order;
/// the later ones only when the earlier ones fail, as trying may instantiate its body.
enum class trial : unsigned char { shares, moves, shares_with_context, moves_with_context, none };

template <class Function, class... Inputs>
consteval trial try_calls() {
    if constexpr (callable_with<Function, Inputs const&...>)
        return trial::shares;
    else if constexpr (callable_with<Function, Inputs&&...>)
        return trial::moves;
    else if constexpr (callable_with<Function, Inputs const&..., context&>)
        return trial::shares_with_context;
    else if constexpr (callable_with<Function, Inputs&&..., context&>)
        return trial::moves_with_context;
    else
        return trial::none;
}

template <class Function, class... Arguments>
using called =
    std::remove_cvref_t<decltype(std::declval<Function const&>()(std::declval<Arguments>()...))>;

template <class Function, class... Inputs>
struct tried_call {
    using parameters = types<>; // not known
    static constexpr std::size_t wanted = 0;

    static constexpr trial how = try_calls<Function, Inputs...>();
    static constexpr bool has_context =
        how == trial::shares_with_context || how == trial::moves_with_context;
    static constexpr call_verdict verdict{how == trial::none ? call_fault::not_callable
                                                             : call_fault::none};

    static auto call_type() {
        if constexpr (how == trial::none)
            return std::type_identity<unknown_value>{};
        else if constexpr (how == trial::shares)
            return std::type_identity<called<Function, Inputs const&...>>{};
        else if constexpr (how == trial::moves)
            return std::type_identity<called<Function, Inputs...>>{};
        else if constexpr (how == trial::shares_with_context)
            return std::type_identity<called<Function, Inputs const&..., context&>>{};
        else
            return std::type_identity<called<Function, Inputs..., context&>>{};
    }
    using result = typename decltype(call_type())::type;

    // A value is moved in at its last use only where that makes no other result.
    static consteval bool moves_alike() {
        if constexpr (how == trial::shares && callable_with<Function, Inputs&&...>)
            return std::is_same_v<called<Function, Inputs...>, result>;
        else if constexpr (how == trial::shares_with_context &&
                           callable_with<Function, Inputs&&..., context&>)
            return std::is_same_v<called<Function, Inputs..., context&>, result>;
        else
            return false;
    }

    static constexpr auto passings = [] {
        bool const can_share = how == trial::shares || how == trial::shares_with_context;
        std::array<passing, sizeof...(Inputs) + 1> all{};
        for (auto& p : all)
            p = !can_share ? passing::rvalue : moves_alike() ? passing::generic : passing::shared;
        return all;
    }();
};

// Chosen by a class for each of the two cases, and not for each function.
template <bool Known>
struct choose_call_of {
    template <class Function, class... Inputs>
    using type = tried_call<Function, Inputs...>;
};
template <>
struct choose_call_of<true> {
    template <class Function, class... Inputs>
    using type = known_call<typename signature<Function>::result,
                            typename signature<Function>::parameters, types<Inputs...>>;
};

/// A call of `Function` with values of types `Inputs`: its verdict, its result, and how each input
/// is passed. Functions of one signature share it.
template <class Function, class... Inputs>
using call_with =
    typename choose_call_of<signature<Function>::known>::template type<Function, Inputs...>;

/// The same as a class of its own.
template <class Function, class... Inputs>
struct call_of : call_with<Function, Inputs...> {};

} // namespace leat::detail
