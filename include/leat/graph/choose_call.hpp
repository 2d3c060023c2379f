// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/choose.hpp>
#include <leat/graph/call.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>

namespace leat::detail {

/// The call of one branch, whose inputs begin at `Offset`.
template <class Part, std::size_t Offset, class List, class Indices>
struct part_call;
template <class Part, std::size_t Offset, class List, std::size_t... J>
struct part_call<Part, Offset, List, std::index_sequence<J...>> {
    using call =
        call_of<typename Part::function_type, typename element_of<List, Offset + J>::type...>;
};

/// Whether a value of type `Value` can be compared with what a branch is for.
template <class Key, class Value>
consteval bool can_choose() {
    if constexpr (std::is_same_v<Key, any_other>)
        return true;
    else if constexpr (std::integral<Key> && std::integral<Value>)
        return std::is_same_v<Key, bool> == std::is_same_v<Value, bool>;
    else
        return requires(Value const& value, Key const& key) {
            { value == key } -> std::convertible_to<bool>;
        };
}

// What a node returns that returns one of several types.
template <class Unique, class... T>
struct variant_of;
template <class... U>
struct variant_of<types<U...>> {
    using type = std::variant<U...>;
};
template <class... U, class First, class... Rest>
struct variant_of<types<U...>, First, Rest...>
    : std::conditional_t<(std::is_same_v<U, First> || ...), variant_of<types<U...>, Rest...>,
                         variant_of<types<U..., First>, Rest...>> {};

template <class... T>
struct unified : variant_of<types<>, T...> {};
template <class... T>
    requires requires { typename std::common_type_t<T...>; }
struct unified<T...> {
    using type = std::common_type_t<T...>;
};
template <class T, class... Same>
    requires(std::is_same_v<T, Same> && ...)
struct unified<T, Same...> {
    using type = T;
};

template <class... T>
consteval bool can_be_unified() {
    return (std::is_void_v<T> && ...) || !(std::is_void_v<T> || ...);
}
template <bool Can, class... T>
struct unified_result {
    using type = unknown_value;
};
template <class... T>
struct unified_result<true, T...> : unified<T...> {};

/// A call of a choose: those of its branches, and which of them there is.
template <class... Part, class Value, class... Inputs>
struct choose_call<chooser<Part...>, Value, Inputs...> {
    using list = types<Value, Inputs...>;
    static constexpr std::size_t branch_count = sizeof...(Part);

    /// Where the inputs of each branch begin.
    static constexpr auto offsets = [] {
        std::array<std::size_t, branch_count + 1> made{1};
        std::size_t i = 0;
        for (std::size_t count : {Part::input_count...}) {
            made[i + 1] = made[i] + count;
            ++i;
        }
        return made;
    }();

    template <std::size_t Branch>
    using part = typename element_of<types<Part...>, Branch>::type;
    template <std::size_t Branch>
    using call_at = typename part_call<part<Branch>, offsets[Branch], list,
                                       std::make_index_sequence<part<Branch>::input_count>>::call;

    template <std::size_t Branch>
    using index_of_branch = std::integral_constant<std::size_t, Branch>;

    template <class Indices>
    struct all;
    template <std::size_t... Branch>
    struct all<std::index_sequence<Branch...>> {
        static constexpr std::array<call_verdict, branch_count> verdicts{
            call_at<Branch>::verdict...};
        static constexpr bool known = ((call_at<Branch>::verdict.fault == call_fault::none) && ...);
        static constexpr bool one_kind =
            known && can_be_unified<typename call_at<Branch>::result...>();
        using result = typename unified_result<one_kind, typename call_at<Branch>::result...>::type;
        static constexpr std::array<bool, branch_count> loses{
            detail::loses<result, typename call_at<Branch>::result>...};
        static constexpr bool has_context = (call_at<Branch>::has_context || ...);
        static constexpr auto passings = [] {
            std::array<passing, 1 + sizeof...(Inputs)> made{passing::shared};
            std::size_t at = 1;
            [[maybe_unused]] auto const add = [&]<std::size_t B>(index_of_branch<B>) {
                for (std::size_t i = 0; i < part<B>::input_count; ++i)
                    made[at++] = call_at<B>::passings[i];
            };
            (add(index_of_branch<Branch>{}), ...);
            return made;
        }();
    };
    using branches = all<std::make_index_sequence<branch_count>>;

    using result = typename branches::result;
    static constexpr bool has_context = branches::has_context;
    static constexpr auto passings = branches::passings;

    /// The first branch that is for something that the value cannot be compared with, or npos.
    static constexpr std::size_t not_comparable = [] {
        std::size_t i = 0;
        for (bool can : {can_choose<typename Part::key_type, Value>()...}) {
            if (!can) return i;
            ++i;
        }
        return static_cast<std::size_t>(-1);
    }();
    /// The first branch whose function cannot be called, or npos.
    static constexpr std::size_t faulty = [] {
        for (std::size_t i = 0; i < branch_count; ++i)
            if (branches::verdicts[i].fault != call_fault::none) return i;
        return static_cast<std::size_t>(-1);
    }();

    /// The first branch that may lose a part of what it returns, or npos.
    static constexpr std::size_t losing = [] {
        for (std::size_t i = 0; i < branch_count; ++i)
            if (branches::loses[i]) return i;
        return static_cast<std::size_t>(-1);
    }();

    static constexpr call_verdict verdict = [] {
        if (not_comparable < branch_count) return call_verdict{call_fault::cannot_choose, 0};
        if (faulty < branch_count) return call_verdict{call_fault::branch, faulty};
        if (!branches::one_kind) return call_verdict{call_fault::returns_sometimes, 0};
        if (losing < branch_count) return call_verdict{call_fault::branches_lose, losing};
        return call_verdict{};
    }();

    using parameters = types<>;
    static constexpr std::size_t wanted = 0;
};

/// The branch of a choose that cannot be called, as a node of its own, for the report.
template <class Choose,
          class Indices =
              std::make_index_sequence<Choose::template part<Choose::faulty>::input_count>>
struct guilty_branch;
template <class Choose, std::size_t... J>
struct guilty_branch<Choose, std::index_sequence<J...>> {
    using call = typename Choose::template call_at<Choose::faulty>;
    using inputs = types<
        typename element_of<typename Choose::list, Choose::offsets[Choose::faulty] + J>::type...>;
    using result = typename call::result;
    static constexpr call_verdict verdict = call::verdict;
    /// The place of its first input among those of the choose.
    static constexpr std::size_t first_input = Choose::offsets[Choose::faulty];
};

} // namespace leat::detail
