// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/pipeline.hpp>

#include <array>
#include <cstddef>
#include <initializer_list>

namespace leat {

/// The names that `within` leaves as they are. Made by `leat::keep`.
template <std::size_t Count>
struct kept_names {
    std::array<name, Count> names;
};

/// `within("eu", forecast, keep("csv"))`: these names are shared with what is outside.
template <class... Names>
consteval kept_names<sizeof...(Names)> keep(Names const&... names) {
    return {{name(names)...}};
}

namespace detail {

consteval std::size_t largest_of(std::initializer_list<std::size_t> numbers) {
    std::size_t largest = 0;
    for (std::size_t n : numbers)
        if (largest < n) largest = n;
    return largest;
}

/// How many within() are inside of each other in an element, at most.
template <class T>
inline constexpr std::size_t depth_of = 0;
template <class Indices, class... Elements>
inline constexpr std::size_t depth_of<row_of<Indices, Elements...>> =
    largest_of({depth_of<Elements>...});
template <class... Chunks>
inline constexpr std::size_t depth_of<pipeline_declaration<Chunks...>> =
    largest_of({depth_of<Chunks>...});

} // namespace detail

/// A pipeline of which every name but the kept ones is put under a prefix. Made by `leat::within`.
template <class Pipeline, std::size_t Kept>
struct within_declaration {
    using is_pipeline = void;
    // A name takes at most 63 characters and a '.' more for each namespace around it, and is
    // written anew for each: enough room for one more copy of every name.
    static constexpr detail::element_counts counts = [] {
        detail::element_counts c = Pipeline::counts;
        c.kept += Kept;
        c.chars += (c.values + c.edges + c.kept) * (detail::depth_of<Pipeline> + 2) * 64;
        return c;
    }();

    leat::name name;
    Pipeline inner;
    std::array<leat::name, Kept> kept;
};

template <class Pipeline, std::size_t Kept>
inline constexpr std::size_t detail::depth_of<within_declaration<Pipeline, Kept>> =
    1 + detail::depth_of<Pipeline>;

/// The same pipeline in a namespace of its own: `model` becomes `eu.model`. An element of a
/// pipeline, so the same pipeline may stand in another one twice, under two names.
template <detail::pipeline_like Pipeline>
consteval auto within(name prefix, Pipeline const& p) -> within_declaration<Pipeline, 0> {
    return {prefix, p, {}};
}

template <detail::pipeline_like Pipeline, std::size_t Count>
consteval auto within(name prefix, Pipeline const& p, kept_names<Count> const& kept)
    -> within_declaration<Pipeline, Count> {
    return {prefix, p, kept.names};
}

} // namespace leat
