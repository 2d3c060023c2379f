// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/declaration.hpp>

namespace leat {

/// The declaration of a value that each run must be given. Made by `leat::input`.
template <class T>
struct input_declaration : detail::declaration<1, 0> {
    using is_declaration = void;
    using value_type = T;
    static constexpr detail::element_counts counts{1, 1, 0, 0, 0};
};

/// Declares a value of type `T` that each run must be given: `run<P>("csv"_n = path)`.
/// Requires: `T` is an object type without const.
template <class T>
consteval input_declaration<T> input(name n) {
    static_assert(std::same_as<T, std::remove_cvref_t<T>>,
                  "leat: an input is declared by the type of its value, without const and &: "
                  "input<std::string>, not input<std::string const&>.");
    return {{detail::kind::input, {n}, {}, {}}};
}

} // namespace leat
