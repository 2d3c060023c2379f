// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/fixed_string.hpp>
#include <leat/support/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace leat {

/// A name as a declaration holds it: the literal that the user typed and its hash, no copy.
/// Made from a string literal of 1 to 63 characters; anything else does not compile.
struct name {
    char const* text = "";
    std::size_t size = 0;
    std::uint64_t hash = detail::hash_seed;

    constexpr name() = default;

    template <std::size_t Size>
    consteval name(char const (&literal)[Size])
        : text(literal), size(Size - 1), hash(detail::hash({literal, Size - 1})) {
        static_assert(Size > 1, "leat: a name is empty. Give it at least one character.");
        static_assert(Size <= 64, "leat: a name is longer than 63 characters. Shorten it.");
    }

    constexpr std::string_view view() const noexcept { return {text, size}; }
};

/// A value bound to a name for one run: `"csv"_n = path`. Holds a reference, so it is to be used
/// in the expression that makes it; a value given as an rvalue may be taken over by the run.
template <fixed_string Name, class T>
struct binding {
    T&& value;
};

/// A name as a type: `"model"_n`. Whatever is asked by it is checked by the compiler.
template <fixed_string Name>
struct name_constant {
    static constexpr std::string_view view() noexcept { return Name.view(); }

    /// Binds a value to the name. See `binding`.
    template <class T>
    constexpr auto operator=(T&& value) const noexcept -> binding<Name, T> {
        return {std::forward<T>(value)};
    }

    constexpr name_constant() = default;
    constexpr name_constant(name_constant const&) = default;
};

namespace literals {

/// `"model"_n`: the name as a constant, for binding, for asking a result, for the compiler to
/// check. (Not consteval: Clang 16 then destroys the temporaries of a static variable's initializer
/// each time that it comes by.)
template <fixed_string Name>
constexpr name_constant<Name> operator""_n() noexcept {
    return {};
}

} // namespace literals
} // namespace leat
