// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/map.hpp>
#include <leat/graph/call.hpp>

#include <array>
#include <cstddef>
#include <iterator>
#include <span> // and the concepts of ranges, without <ranges>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

/// How a map goes through a value: as it is lent to the map, or only when the map has taken it
/// over, as with a generator or a view that remembers where it is.
template <class Value>
concept shared_range = std::ranges::input_range<Value const>;
template <class Value>
concept owned_range = !shared_range<Value> && std::ranges::input_range<Value>;

/// The elements of a range. `made` where each is a new object, which may be moved from; `repeats`
/// where they can be gone through more than once.
template <class Range>
struct elements_of {
    using type = std::ranges::range_value_t<Range>;
    using reference = std::ranges::range_reference_t<Range>;
    static constexpr bool ok = true;
    static constexpr bool repeats = std::ranges::forward_range<Range>;
    static constexpr bool made = !std::is_lvalue_reference_v<reference> ||
                                 !std::is_same_v<std::remove_cvref_t<reference>, type>;
};

/// An input of a map, as the function for one element sees it: what is passed whole,
template <class Value, bool Each>
struct mapped_input {
    using type = Value;
    static constexpr bool ok = true;
    static constexpr bool repeats = true;
    static constexpr bool made = false;
    static constexpr passing how = passing::shared;
};
/// a mistake,
template <class Value>
struct mapped_input<Value, true> {
    using type = unknown_value;
    static constexpr bool ok = false;
    static constexpr bool repeats = false;
    static constexpr bool made = false;
    static constexpr passing how = passing::shared;
};
/// or an element.
template <shared_range Value>
struct mapped_input<Value, true> : elements_of<Value const> {
    static constexpr passing how = passing::shared;
};
template <owned_range Value>
struct mapped_input<Value, true> : elements_of<Value> {
    static constexpr passing how = passing::rvalue;
};

constexpr bool takes_over(passing how) { return how == passing::rvalue || how == passing::value; }

/// Why the results of a map's function cannot be the elements of a vector.
template <class Result>
consteval call_fault element_fault() {
    if constexpr (std::is_void_v<Result>)
        return call_fault::none;
    else
        return std::is_move_constructible_v<Result> ? call_fault::none
                                                    : call_fault::immovable_element;
}

template <class Result>
struct mapped_result {
    using type = std::vector<Result>;
};
template <>
struct mapped_result<void> {
    using type = void;
};

// Where an each() is of no range there is no call to speak of.
template <bool Known, class Function, class... Given>
struct element_call {
    using call = call_of<Function, Given...>;
};
template <class Function, class... Given>
struct element_call<false, Function, Given...> {
    using call = known_call<unknown_value, types<>, types<>>;
};

/// A call of a map: that of its function with the elements, and with what is passed whole.
template <class Function, bool... Each, class... Inputs>
struct map_call<mapper<Function, Each...>, Inputs...> {
    // That there is no each() at all is said where the map is declared, and once is enough.
    static constexpr bool known = (Each || ...) && (mapped_input<Inputs, Each>::ok && ...);
    using given = types<typename mapped_input<Inputs, Each>::type...>;
    using element =
        typename element_call<known, Function, typename mapped_input<Inputs, Each>::type...>::call;
    using element_result = typename element::result;

    using parameters = typename element::parameters;
    static constexpr std::size_t wanted = element::wanted;
    /// When it is asked to stop it ends early.
    static constexpr bool has_context = true;
    /// Whether its elements can be gone through more than once.
    static constexpr bool repeats = (mapped_input<Inputs, Each>::repeats && ...);
    static constexpr std::array<bool, sizeof...(Each)> each{Each...};
    static constexpr std::array<bool, sizeof...(Each)> made{mapped_input<Inputs, Each>::made...};
    static constexpr std::array<passing, sizeof...(Each)> passings{
        mapped_input<Inputs, Each>::how...};

    static constexpr call_verdict verdict = [] {
        bool const ranges[] = {mapped_input<Inputs, Each>::ok...};
        for (std::size_t i = 0; i < sizeof...(Each); ++i)
            if (!ranges[i]) return call_verdict{call_fault::no_range, i};
        if (!known || element::verdict.fault != call_fault::none) return element::verdict;
        bool const copyable[] = {
            mapped_input<Inputs, Each>::made ||
            std::is_copy_constructible_v<typename mapped_input<Inputs, Each>::type>...};
        for (std::size_t i = 0; i < sizeof...(Each); ++i)
            if (takes_over(element::passings[i]) && !copyable[i])
                return call_verdict{call_fault::cannot_copy, i};
        return call_verdict{element_fault<element_result>(), 0};
    }();

    using result =
        std::conditional_t<known, typename mapped_result<element_result>::type, unknown_value>;
};

} // namespace leat::detail
