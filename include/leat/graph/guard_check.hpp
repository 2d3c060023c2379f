// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/check.hpp>
#include <leat/dsl/fallback.hpp>
#include <leat/dsl/iterate.hpp>
#include <leat/dsl/retry.hpp>
#include <leat/dsl/timeout.hpp>
#include <leat/graph/parts.hpp>
#include <leat/graph/signature.hpp>

#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// What can be wrong with a guard of a node.
enum class guard_fault : unsigned char {
    none,
    retry_predicate, ///< it takes no exception
    check_predicate, ///< it does not take what the node returns
    fallback,        ///< it does not give what the node returns
    fallback_loses,  ///< it gives a number of which the node's type cannot hold all
    until_predicate, ///< it does not take the state of the iterate
    no_until,        ///< nothing says when an iterate ends
};

/// The ways in which a check looks at a result: at all of it, or at its parts.
template <class Predicate, class Result>
consteval bool checks_whole() {
    return std::is_invocable_r_v<bool, Predicate const&, Result const&> &&
           takes_without_loss<Predicate, Result>;
}
template <class Predicate, class Result, std::size_t... Part>
consteval bool checks_parts(std::index_sequence<Part...>) {
    return std::is_invocable_r_v<bool, Predicate const&, part_type<Part, Result> const&...> &&
           takes_without_loss<Predicate, part_type<Part, Result>...>;
}

/// The ways in which a fallback gives a result.
enum class instead : unsigned char { none, value, nothing, error, inputs };

template <class Result, class Function, class... Arguments>
concept gives_any = std::is_invocable_r_v<Result, Function const&, Arguments...>;
template <class Result, class Function, class... Arguments>
concept gives = gives_any<Result, Function, Arguments...> &&
                !loses<Result, std::invoke_result_t<Function const&, Arguments...>> &&
                takes_without_loss<Function, std::remove_cvref_t<Arguments>...>;

template <class Instead, class Result, class... Inputs>
consteval instead way_of_fallback() {
    if constexpr (gives<Result, Instead>)
        return instead::nothing;
    else if constexpr (gives<Result, Instead, std::exception_ptr const&>)
        return instead::error;
    else if constexpr (gives<Result, Instead, Inputs const&...>)
        return instead::inputs;
    else if constexpr (std::is_void_v<Result>)
        return instead::none;
    else
        return std::is_convertible_v<Instead const&, Result> &&
                       (!loses<Result, Instead> || is_told_by_value<Result, Instead>)
                   ? instead::value
                   : instead::none;
}

/// Why it gives none.
template <class Instead, class Result, class... Inputs>
inline constexpr guard_fault fault_of_fallback =
    gives_any<Result, Instead> || gives_any<Result, Instead, std::exception_ptr const&> ||
            gives_any<Result, Instead, Inputs const&...> ||
            (!std::is_void_v<Result> && std::is_convertible_v<Instead const&, Result>)
        ? guard_fault::fallback_loses
        : guard_fault::fallback;

template <class Predicate>
inline constexpr bool takes_error_ptr =
    std::is_invocable_r_v<bool, Predicate const&, std::exception_ptr const&>;
template <class Predicate>
inline constexpr bool takes_exception =
    std::is_invocable_r_v<bool, Predicate const&, std::exception const&>;

template <std::size_t Outputs, class Result, class Inputs, class Guard>
inline constexpr guard_fault fault_of_guard = guard_fault::none;

template <std::size_t Outputs, class Result, class Inputs, class Predicate>
inline constexpr guard_fault fault_of_guard<Outputs, Result, Inputs, retry_guard<Predicate>> =
    takes_error_ptr<Predicate> || takes_exception<Predicate> ? guard_fault::none
                                                             : guard_fault::retry_predicate;

template <std::size_t Outputs, class Result, class Predicate>
consteval bool can_check() {
    if constexpr (std::is_void_v<Result>)
        return false;
    else if constexpr (checks_whole<Predicate, Result>())
        return true;
    else if constexpr (Outputs > 1)
        return checks_parts<Predicate, Result>(std::make_index_sequence<Outputs>{});
    else
        return false;
}
template <std::size_t Outputs, class Result, class Inputs, class Predicate>
inline constexpr guard_fault fault_of_guard<Outputs, Result, Inputs, check_guard<Predicate>> =
    can_check<Outputs, Result, Predicate>() ? guard_fault::none : guard_fault::check_predicate;

template <std::size_t Outputs, class Result, class... Inputs, class Instead>
inline constexpr guard_fault
    fault_of_guard<Outputs, Result, types<Inputs...>, fallback_guard<Instead>> =
        way_of_fallback<Instead, Result, Inputs...>() != instead::none
            ? guard_fault::none
            : fault_of_fallback<Instead, Result, Inputs...>;

template <class Predicate, class State>
inline constexpr bool ends_by =
    (std::is_invocable_r_v<bool, Predicate const&, State const&> &&
     takes_without_loss<Predicate, State>) ||
    (std::is_invocable_r_v<bool, Predicate const&, State const&, State const&> &&
     takes_without_loss<Predicate, State, State>);
template <std::size_t Outputs, class Result, class Inputs, class Predicate>
inline constexpr guard_fault fault_of_guard<Outputs, Result, Inputs, until_guard<Predicate>> =
    ends_by<Predicate, Result> ? guard_fault::none : guard_fault::until_predicate;

struct endless {
    static constexpr guard_fault fault = guard_fault::no_until;
    using guilty = void;
};

struct no_guards {
    static constexpr guard_fault fault = guard_fault::none;
    using guilty = void;
};

/// The first guard of a declaration, from the outermost in, that is at fault.
template <class Declaration, std::size_t Outputs, class Result, class Inputs>
struct guards_verdict : no_guards {};
template <has_guard Declaration, std::size_t Outputs, class Result, class Inputs>
struct guards_verdict<Declaration, Outputs, Result, Inputs> {
    using inner = guards_verdict<typename Declaration::inner_declaration, Outputs, Result, Inputs>;
    static constexpr guard_fault own =
        fault_of_guard<Outputs, Result, Inputs, typename Declaration::guard_type>;
    static constexpr guard_fault fault = own != guard_fault::none ? own : inner::fault;

    static auto find() {
        if constexpr (own != guard_fault::none)
            return std::type_identity<typename Declaration::guard_type>{};
        else
            return std::type_identity<typename inner::guilty>{};
    }
    using guilty = typename decltype(find())::type;
};

} // namespace leat::detail
