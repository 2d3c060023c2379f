// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/input.hpp>
#include <leat/dsl/node.hpp>
#include <leat/dsl/param.hpp>

#include <boost/hana/at.hpp>
#include <boost/hana/basic_tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <array>
#include <cstddef>

namespace leat {
namespace detail {

namespace hana = boost::hana;

// A flat tuple of 1,000 is linear to look into, and each of 1,000 elements is looked up. In chunks of
// this many a look-up is short, and a fold over a chunk is far from Clang's bracket limit of 256.
inline constexpr std::size_t chunk_size = 16;

template <class... Elements>
using chunk = hana::basic_tuple<Elements...>;

template <class Element>
inline constexpr std::size_t element_size = Element::size;

/// Where a declaration stands: in which element of the pipeline, and which of it.
struct place {
    std::size_t element;
    std::size_t within;
};

template <class Chunk>
struct chunk_sizes;

template <class... Elements>
struct chunk_sizes<hana::basic_tuple<Elements...>> {
    static constexpr std::array<std::size_t, sizeof...(Elements)> value{Elements::size...};
    static constexpr std::size_t total = (Elements::size + ... + 0);
    static constexpr std::size_t names = (Elements::names + ... + 0);
};

} // namespace detail

/// A pipeline: a constant that holds the declarations in the order given. Made by `leat::pipeline`.
/// A pipeline is an element of another one as a declaration is.
template <class... Chunks>
struct pipeline_declaration {
    using is_pipeline = void;
    static constexpr std::size_t size = (detail::chunk_sizes<Chunks>::total + ... + 0);
    static constexpr std::size_t names = (detail::chunk_sizes<Chunks>::names + ... + 0);

    leat::name name;
    [[no_unique_address]] boost::hana::basic_tuple<Chunks...> chunks;

    /// The place of each declaration, those of inner pipelines included.
    static constexpr std::array<detail::place, size> places = [] {
        std::array<detail::place, size> all{};
        std::size_t element = 0;
        std::size_t next = 0;
        auto const add = [&](auto const& sizes) {
            for (std::size_t i = 0; i < sizes.size(); ++i, ++element)
                for (std::size_t j = 0; j < sizes[i]; ++j) all[next++] = {element, j};
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

// Splits the elements into chunks, sixteen at a time: the recursion is 63 deep for 1,000 of them.
// What is done is handed on by pointer, so that each element is copied once.
template <class... Done, class... E>
    requires(sizeof...(E) <= chunk_size)
consteval auto split(name n, hana::basic_tuple<Done const*...> done, E const&... e) {
    return hana::unpack(done, [&](auto const*... chunks) {
        return pipeline_declaration<Done..., chunk<E...>>{
            n, hana::basic_tuple<Done..., chunk<E...>>{*chunks..., chunk<E...>{e...}}};
    });
}

template <class... Done, class E0, class E1, class E2, class E3, class E4, class E5, class E6, class E7,
          class E8, class E9, class E10, class E11, class E12, class E13, class E14, class E15,
          class... Rest>
    requires(sizeof...(Rest) > 0)
consteval auto split(name n, hana::basic_tuple<Done const*...> done, E0 const& e0, E1 const& e1,
                     E2 const& e2, E3 const& e3, E4 const& e4, E5 const& e5, E6 const& e6,
                     E7 const& e7, E8 const& e8, E9 const& e9, E10 const& e10, E11 const& e11,
                     E12 const& e12, E13 const& e13, E14 const& e14, E15 const& e15,
                     Rest const&... rest) {
    using next = chunk<E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15>;
    next const made{e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15};
    return hana::unpack(done, [&](auto const*... chunks) {
        return split(n, hana::basic_tuple<Done const*..., next const*>{chunks..., &made}, rest...);
    });
}

/// The `Index`-th declaration of a pipeline, those of inner pipelines included.
template <std::size_t Index, class Pipeline>
constexpr auto const& declaration_at(Pipeline const& p) {
    if constexpr (requires { p.inner; }) return declaration_at<Index>(p.inner);
    else {
    constexpr place at = Pipeline::places[Index];
    auto const& found =
        hana::at_c<at.element % chunk_size>(hana::at_c<at.element / chunk_size>(p.chunks));
    if constexpr (declared<std::remove_cvref_t<decltype(found)>>)
        return found;
    else
        return declaration_at<at.within>(found);
    }
}

/// Calls `visit(element)` for each element of a pipeline in the order of declaration.
template <class Pipeline, class Visit>
constexpr void for_each_element(Pipeline const& p, Visit&& visit) {
    hana::unpack(p.chunks, [&](auto const&... chunks) {
        (hana::unpack(chunks, [&](auto const&... elements) { (visit(elements), ...); }), ...);
    });
}

} // namespace detail

/// Declares a pipeline: `constexpr auto forecast = leat::pipeline("forecast", ...);`
///
/// The elements are inputs, params, nodes and other pipelines, in any order. The result must be a
/// constant with static storage: at namespace scope, or `static constexpr`.
/// Nothing is checked here; everything is at the first use, or by `static_assert(leat::valid<P>)`.
template <class... Elements>
consteval auto pipeline(name n, Elements const&... elements) {
    static_assert((detail::element<Elements> && ...),
                  "leat: a pipeline is made of input(), param(), node(), pipeline() and within().");
    return detail::split(n, boost::hana::basic_tuple<>{}, elements...);
}

} // namespace leat
