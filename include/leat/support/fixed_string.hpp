// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>
#include <string_view>

namespace leat {

/// A string as a template argument: the form in which a name is part of a type (`"model"_n`,
/// `run<P, "model">`) and in which a diagnostic prints it.
/// Two are the same argument when their characters are. Costs nothing at run time.
template <std::size_t Size>
struct fixed_string {
    char text[Size]{};

    constexpr fixed_string(char const (&literal)[Size]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }

    /// From `Size - 1` characters at `first`; how a computed name becomes an argument.
    /// The closing zero is written too: Clang prints the characters as text only when it finds one.
    constexpr explicit fixed_string(char const* first) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = i + 1 < Size ? first[i] : '\0';
    }

    /// The characters without the closing zero; refers to this object.
    constexpr std::string_view view() const noexcept { return {text, Size - 1}; }
};

} // namespace leat
