// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/input.hpp>
#include <leat/dsl/node.hpp>
#include <leat/dsl/param.hpp>

#include <leat/support/row.hpp>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <type_traits>

namespace leat {
namespace detail {

// A flat tuple of 1,000 is linear to look into, and each of 1,000 elements is looked up. In chunks
// of this many a look-up is short, and a fold over a chunk is far from Clang's bracket limit of
// 256.
inline constexpr std::size_t chunk_size = 16;

/// Where a declaration stands: in which element of the pipeline, and which of it.
struct place {
    std::size_t element;
    std::size_t within;
};

template <class Chunk>
struct chunk_sizes;

template <class Indices, class... Elements>
struct chunk_sizes<row_of<Indices, Elements...>> {
    static constexpr std::array<element_counts, sizeof...(Elements)> value{Elements::counts...};
    static constexpr bool all_declared = (declared<Elements> && ...);
};

} // namespace detail

/// A pipeline: a constant that holds the declarations in the order given. Made by `leat::pipeline`.
/// A pipeline is an element of another one as a declaration is.
template <class... Chunks>
struct pipeline_declaration {
    using is_pipeline = void;
    static constexpr detail::element_counts counts = [] {
        detail::element_counts all;
        [[maybe_unused]] auto const add = [&](auto const& chunk) {
            for (auto const& element : chunk) all += element;
        };
        (add(detail::chunk_sizes<Chunks>::value), ...);
        return all;
    }();

    leat::name name;
    [[no_unique_address]] detail::row<Chunks...> chunks;

    /// The place of each declaration, those of inner pipelines included.
    static constexpr std::array<detail::place, counts.items> places = [] {
        std::array<detail::place, counts.items> all{};
        [[maybe_unused]] std::size_t element = 0;
        [[maybe_unused]] std::size_t next = 0;
        [[maybe_unused]] auto const add = [&](auto const& sizes) {
            for (std::size_t i = 0; i < sizes.size(); ++i, ++element)
                for (std::size_t j = 0; j < sizes[i].items; ++j) all[next++] = {element, j};
        };
        (add(detail::chunk_sizes<Chunks>::value), ...);
        return all;
    }();
};

namespace detail {

template <class T>
concept pipeline_like = requires { typename T::is_pipeline; };

template <class T>
concept element = declared<T> || pipeline_like<T>;

// A list and no fold: Clang limits a fold to 256.
consteval bool all_of(std::initializer_list<bool> checks) {
    for (bool ok : checks)
        if (!ok) return false;
    return true;
}

template <class... Chunks>
struct chunk_list {};

/// The types of the elements in chunks of sixteen: the recursion is 63 deep for 1,000 of them.
template <class Done, class... E>
struct split;
template <class... Done, class... E>
    requires(sizeof...(E) <= chunk_size)
struct split<chunk_list<Done...>, E...> {
    using type = pipeline_declaration<Done..., row<E...>>;
};
template <class... Done, class E0, class E1, class E2, class E3, class E4, class E5, class E6,
          class E7, class E8, class E9, class E10, class E11, class E12, class E13, class E14,
          class E15, class... Rest>
    requires(sizeof...(Rest) > 0)
struct split<chunk_list<Done...>, E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14,
             E15, Rest...>
    : split<chunk_list<Done...,
                       row<E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15>>,
            Rest...> {};

/// The `Index`-th declaration of a pipeline, those of inner pipelines included.
template <std::size_t Index, class Pipeline>
constexpr auto const& declaration_at(Pipeline const& p) {
    if constexpr (declared<Pipeline>) {
        return p;
    } else if constexpr (requires { p.inner; }) {
        return declaration_at<Index>(p.inner);
    } else {
        constexpr place at = Pipeline::places[Index];
        return declaration_at<at.within>(
            get<at.element % chunk_size>(get<at.element / chunk_size>(p.chunks)));
    }
}

template <auto const& P, std::size_t Chunk>
inline constexpr auto const& chunk_of = get<Chunk>(P.chunks);

template <auto const& P, std::size_t Item>
consteval auto const& find_declaration() {
    if constexpr (requires { P.inner; }) {
        return declaration_at<Item>(P.inner);
    } else {
        constexpr place at = P.places[Item];
        auto const& found = get<at.element % chunk_size>(chunk_of<P, at.element / chunk_size>);
        if constexpr (declared<std::remove_cvref_t<decltype(found)>>)
            return found;
        else
            return declaration_at<at.within>(found);
    }
}

template <class Pipeline>
inline constexpr bool holds_declarations_only = false;
template <class... Chunks>
inline constexpr bool holds_declarations_only<pipeline_declaration<Chunks...>> =
    all_of({chunk_sizes<Chunks>::all_declared...});

/// The same for a constant, chunk by chunk, so that each chunk is looked up once. Where no element
/// is a pipeline, the place of a declaration is its number.
template <auto const& P, std::size_t Item,
          bool Flat = holds_declarations_only<std::remove_cvref_t<decltype(P)>>>
inline constexpr auto const& declared_at = find_declaration<P, Item>();
template <auto const& P, std::size_t Item>
inline constexpr auto const& declared_at<P, Item, true> =
    get<Item % chunk_size>(chunk_of<P, Item / chunk_size>);

} // namespace detail

/// Declares a pipeline: `constexpr auto forecast = leat::pipeline("forecast", ...);`
///
/// The elements are inputs, params, nodes and other pipelines, in any order. The result must be a
/// constant with static storage: at namespace scope, or `static constexpr`.
/// Nothing is checked here; everything is at the first use, or by `static_assert(leat::valid<P>)`.
template <class... Elements>
consteval auto pipeline(name n, Elements const&... elements) {
    constexpr bool all_elements = detail::all_of({detail::element<Elements>...});
    static_assert(
        all_elements,
        "leat: a pipeline is made of input(), param(), node(), pipeline() and within(); one of "
        "its arguments is none of these.");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-braces" // one flat list fills the chunks
    if constexpr (all_elements)
        return typename detail::split<detail::chunk_list<>, Elements...>::type{n, {elements...}};
    else
        return pipeline_declaration<>{n, {}}; // an empty one: what uses it gives no second error
#pragma GCC diagnostic pop
}

} // namespace leat
