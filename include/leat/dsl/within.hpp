// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/pipeline.hpp>

#include <array>
#include <cstddef>

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

/// A pipeline of which every name but the kept ones is put under a prefix. Made by `leat::within`.
template <class Pipeline, std::size_t Kept>
struct within_declaration {
    using is_pipeline = void;
    static constexpr std::size_t size = Pipeline::size;
    static constexpr std::size_t names = Pipeline::names;

    leat::name name;
    Pipeline inner;
    std::array<leat::name, Kept> kept;
};

/// The same pipeline in a namespace of its own: `model` becomes `eu.model`. An element of a pipeline,
/// so the same pipeline may stand in another one twice, under two names.
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
