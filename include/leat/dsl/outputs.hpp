// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>

#include <array>
#include <cstddef>

namespace leat {

/// The names under which the parts of a node's result become values. Made by `leat::outputs`.
template <std::size_t Count>
struct output_names {
    std::array<name, Count> names;
};

/// Names the parts of a tuple-like result: `node(outputs("train", "test"), split, "clean")`.
/// Tuple-like are `std::pair`, `std::tuple`, `std::array`, `hana::tuple` and plain aggregates.
template <class... Names>
consteval output_names<sizeof...(Names)> outputs(Names const&... names) {
    static_assert(sizeof...(Names) >= 2,
                  "leat: outputs() takes two names or more. For one value give node() its name.");
    return {{name(names)...}};
}

} // namespace leat
