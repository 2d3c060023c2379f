// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/layout.hpp>
#include <leat/support/indices.hpp>

#include <boost/hana/at.hpp>
#include <boost/hana/basic_tuple.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// A value from outside of the graph, as the run holds it. `get()` refers to it: to const if it is
/// lent to the run, to non-const if the run may take it over.
template <class T, class From>
struct held_value { // converted
    T value;
    template <class Argument>
    constexpr explicit held_value(Argument&& argument)
        : value(static_cast<T>(static_cast<From>(argument))) {
    } // binds() has checked the conversion
    constexpr T& get() noexcept { return value; }
};

template <class T>
struct lent_value {
    T const& value;
    constexpr explicit lent_value(T const& argument) noexcept : value(argument) {}
    constexpr T const& get() noexcept { return value; }
};

template <class T>
struct given_value { // moved in: bound as an rvalue, and no longer needed by the caller
    T& value;
    constexpr explicit given_value(T& argument) noexcept : value(argument) {}
    constexpr T& get() noexcept { return value; }
};

/// How the run holds a value of type `T` that is bound from, or by default made from, a `From` (a
/// reference).
template <class T, class From>
using holder =
    std::conditional_t<!std::is_same_v<T, std::remove_cvref_t<From>>, held_value<T, From>,
                       std::conditional_t<std::is_lvalue_reference_v<From> ||
                                              std::is_const_v<std::remove_reference_t<From>>,
                                          lent_value<T>, given_value<T>>>;

template <auto const& P, std::size_t V>
consteval auto const& default_of() {
    return declaration_of<P, solved<P>.maker[V]>.fallback;
}

template <class Layout, std::size_t V, std::size_t Argument = Layout::argument_of(V)>
struct source;

template <auto const& P, class Asked, class... Arguments, std::size_t V, std::size_t Argument>
    requires(Argument != npos)
struct source<layout<P, Asked, Arguments...>, V, Argument> {
    using argument_type = typename element_of<types<Arguments...>, Argument>::type;
    using type = holder<value_t<P, V>, decltype(argument_type::value)>;
    type held;

    template <class Tuple>
    constexpr explicit source(Tuple const& arguments)
        : held(fitting<value_t<P, V>>(boost::hana::at_c<Argument>(arguments)->value, P.name.view(),
                                      value_name<P, V>.view())) {}
};

template <auto const& P, class Asked, class... Arguments, std::size_t V>
struct source<layout<P, Asked, Arguments...>, V, npos> {
    using type = holder<value_t<P, V>, decltype(default_of<P, V>())>;
    type held;

    template <class Tuple>
    constexpr explicit source(Tuple const&) : held(default_of<P, V>()) {}
};

/// All values of a run that come from outside of the graph.
template <class Layout, class Values>
struct sources;

template <class Layout, std::size_t... V>
struct sources<Layout, std::index_sequence<V...>> : source<Layout, V>... {
    template <class Tuple>
    constexpr explicit sources([[maybe_unused]] Tuple const& arguments)
        : source<Layout, V>(arguments)... {}
};

/// Whether a needed value `v` comes with the call or by default, and not from a node, a dataset or
/// the run that is resumed.
template <class Layout>
constexpr bool is_source(std::size_t v) {
    constexpr auto const& P = Layout::pipeline;
    return Layout::known_request.bound[v] ||
           (solved<P>.items[solved<P>.maker[v]].kind == kind::param &&
            !Layout::known_request.stored[v] && !Layout::resumes);
}

/// The same for each value.
template <class Layout>
inline constexpr auto source_flags = [] {
    std::array<bool, Layout::size.values> flags{};
    for (std::size_t v = 0; v < flags.size(); ++v) flags[v] = is_source<Layout>(v);
    return flags;
}();

// Only the few values from outside are asked for their types.
template <class Layout, std::size_t... V>
consteval auto find_owned_sources(std::index_sequence<V...>) {
    std::array<bool, Layout::size.values> owned{};
    [[maybe_unused]] auto const set = [&](std::size_t v, bool lent) { return owned[v] = !lent; };
    [[maybe_unused]] bool const done[] = {
        true, set(V, std::is_const_v<std::remove_reference_t<
                         decltype(std::declval<typename source<Layout, V>::type&>().get())>>)...};
    return owned;
}

/// The values from outside that the run may move from.
template <class Layout>
inline constexpr auto is_owned_source =
    find_owned_sources<Layout>(typename indices_where<source_flags<Layout>>::type{});

template <class Layout, std::size_t V>
inline constexpr bool is_owned = !is_source<Layout>(V) || is_owned_source<Layout>[V];

} // namespace leat::detail
