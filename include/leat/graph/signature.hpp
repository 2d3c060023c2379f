// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/narrowing.hpp>

#include <cstddef>
#include <type_traits>

namespace leat {

class context;

namespace detail {

template <class... T>
struct types {
    static constexpr std::size_t size = sizeof...(T);
};

/// The type at place `I` of a list.
template <class List, std::size_t I>
struct element_of;
template <class First, class... Rest, std::size_t I>
struct element_of<types<First, Rest...>, I> : element_of<types<Rest...>, I - 1> {};
template <class First, class... Rest>
struct element_of<types<First, Rest...>, 0> {
    using type = First;
};

/// The parameters and the result of a callable that has one signature; `known` is false for one
/// with overloads or templates, which can only be tried. A member's object is its first parameter.
template <class Function>
struct signature {
    static constexpr bool known = false;
};

template <class Result, class... Parameters>
struct known_signature {
    static constexpr bool known = true;
    using result = Result;
    using parameters = types<Parameters...>;
};

template <class R, class... A, bool N>
struct signature<R (*)(A...) noexcept(N)> : known_signature<R, A...> {};
template <class R, class C, class... A, bool N>
struct signature<R (C::*)(A...) noexcept(N)> : known_signature<R, C&, A...> {};
template <class R, class C, class... A, bool N>
struct signature<R (C::*)(A...) & noexcept(N)> : known_signature<R, C&, A...> {};
template <class R, class C, class... A, bool N>
struct signature<R (C::*)(A...) const noexcept(N)> : known_signature<R, C const&, A...> {};
template <class R, class C, class... A, bool N>
struct signature<R (C::*)(A...) const & noexcept(N)> : known_signature<R, C const&, A...> {};
template <class R, class C, class... A, bool N>
struct signature<R (C::*)(A...) && noexcept(N)> : known_signature<R, C&&, A...> {};
template <class M, class C>
    requires std::is_object_v<M>
struct signature<M C::*> : known_signature<M const&, C const&> {};

// A function object: the signature of its operator(), the object itself aside.
template <class Operator>
struct call_operator {
    static constexpr bool known = false;
};
template <class R, class C, class... A, bool N>
struct call_operator<R (C::*)(A...) const noexcept(N)> : known_signature<R, A...> {};

template <class Function>
    requires requires { &Function::operator(); }
struct signature<Function> : call_operator<decltype(&Function::operator())> {};

/// How a function takes an input.
enum class passing : unsigned char {
    shared,  ///< `T const&`
    value,   ///< `T`: moved in at the last use, copied otherwise
    rvalue,  ///< `T&&`: the same, and the copy is ours to make
    generic, ///< not known: moved when that can be called, shared otherwise
};

template <class Parameter>
inline constexpr passing passing_of = std::is_lvalue_reference_v<Parameter>   ? passing::shared
                                      : std::is_rvalue_reference_v<Parameter> ? passing::rvalue
                                                                              : passing::value;

/// Whether a parameter would let the function alter a value that others see.
template <class Parameter>
inline constexpr bool alters =
    std::is_lvalue_reference_v<Parameter> && !std::is_const_v<std::remove_reference_t<Parameter>>;

/// Whether a value of type `Given` can be passed for `Parameter`.
template <class Parameter, class Given>
consteval bool accepts() {
    if constexpr (std::is_same_v<std::remove_cvref_t<Parameter>, Given>)
        return true;
    else if constexpr (std::is_void_v<Given>)
        return false;
    else
        return std::is_convertible_v<Given const&, Parameter> ||
               std::is_convertible_v<Given, Parameter>;
}

/// Whether a function of one signature takes values of these types without losing a part of them.
/// Of another one it is not known.
template <class Parameters, class Given>
inline constexpr bool none_loses = true;
template <class... Parameters, class... Given>
    requires(sizeof...(Parameters) == sizeof...(Given))
inline constexpr bool none_loses<types<Parameters...>, types<Given...>> =
    !(loses<Parameters, Given> || ...);
template <class Function, class... Given>
inline constexpr bool takes_without_loss = true;
template <class Function, class... Given>
    requires(signature<Function>::known)
inline constexpr bool takes_without_loss<Function, Given...> =
    none_loses<typename signature<Function>::parameters, types<Given...>>;

} // namespace detail
} // namespace leat
