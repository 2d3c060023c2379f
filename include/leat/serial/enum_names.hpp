// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/unpack.hpp>

#include <concepts>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>

// The names of enumerators. A function beside the enumeration gives them, as a list of pairs or as
// a tuple of Boost.Hana's pairs, whose first parts are Hana's strings:
//
//     constexpr std::pair<std::string_view, mode> mode_names[] = {{"fast", mode::fast}};
//     constexpr std::span<std::pair<std::string_view, mode> const> leat_names(mode) {
//         return mode_names;
//     }

namespace leat::detail {

/// An enumeration with a table of names.
template <class T>
concept named_enum = std::is_enum_v<T> && requires(T value) { leat_names(value); };

/// Calls `use(name, value)` for each name in the table.
template <named_enum T, class Use>
void each_name(Use use) {
    auto const& table = leat_names(T{});
    if constexpr (std::ranges::range<decltype(table)>) {
        for (auto const& [name, value] : table) use(std::string_view(name), static_cast<T>(value));
    } else {
        boost::hana::unpack(table, [&](auto const&... one) {
            (use(std::string_view(boost::hana::first(one).c_str()),
                 static_cast<T>(boost::hana::second(one))),
             ...);
        });
    }
}

/// The name of an enumerator; empty where it has none.
template <class T>
    requires std::is_enum_v<T>
std::string name_of([[maybe_unused]] T value) {
    std::string found;
    if constexpr (named_enum<T>)
        each_name<T>([&](std::string_view name, T named) {
            if (named == value && found.empty()) found = name;
        });
    return found;
}

/// Its number, which is no character.
template <class T>
    requires std::is_enum_v<T>
auto number_of(T value) {
    using number_type = std::underlying_type_t<T>;
    if constexpr (std::same_as<number_type, char>)
        return static_cast<int>(value);
    else
        return static_cast<number_type>(value);
}

} // namespace leat::detail
