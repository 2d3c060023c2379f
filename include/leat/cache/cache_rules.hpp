// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>
#include <leat/dsl/options.hpp>
#include <leat/graph/mistake.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace leat {

/// Said to `leat::cache`: every node is cached that can be, unless it is declared otherwise. (A
/// function, and never called, as so common a name must not hide anything.)
struct all_nodes {};
constexpr all_nodes all() noexcept { return {}; }

namespace mistake {

template <class Argument>
struct a_cache_takes_no;

} // namespace mistake

namespace detail {

/// What a session says of one node, in place of what the node says of itself.
template <fixed_string Name, caching Behaviour>
struct cache_rule {};

/// What a session says of its cache: whether it caches all that it can, and of some nodes what it
/// does with them.
template <bool All, class... Rule>
struct cache_rules {
    static constexpr bool all = All;
    static constexpr bool records = false;
    static constexpr bool code_known = false;
    static constexpr std::array<std::string_view, 0> names{};
    static constexpr caching of(std::string_view, caching declared) { return declared; }
};
template <bool All, fixed_string... Name, caching... Behaviour>
    requires(sizeof...(Name) > 0)
struct cache_rules<All, cache_rule<Name, Behaviour>...> {
    static constexpr bool all = All;
    static constexpr bool records = false;
    static constexpr bool code_known = false;
    static constexpr std::array<std::string_view, sizeof...(Name)> names{Name.view()...};

    /// What is done with the node that makes a value, or `declared` where nothing is said of it.
    static constexpr caching of(std::string_view value, caching declared) {
        constexpr std::array<caching, sizeof...(Name)> behaviours{Behaviour...};
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == value) return behaviours[i];
        return declared;
    }
};

/// The same in a session that knows the version of the program's code.
template <class Rules>
struct coded_rules : Rules {
    static constexpr bool code_known = true;
};

/// The same in a session that records its runs.
template <class Rules>
struct recorded_rules : Rules {
    static constexpr bool records = true;
};

// What is said to `leat::cache`, gathered.
template <class Rules, class... Said>
struct gather_rules {
    using type = Rules;
};
template <bool All, class... Rule, class... Said>
struct gather_rules<cache_rules<All, Rule...>, all_nodes (*)() noexcept, Said...>
    : gather_rules<cache_rules<true, Rule...>, Said...> {};
template <bool All, class... Rule, fixed_string Name, caching Behaviour, class... Said>
struct gather_rules<cache_rules<All, Rule...>, binding<Name, caching_option<Behaviour> const&>,
                    Said...>
    : gather_rules<cache_rules<All, Rule..., cache_rule<Name, Behaviour>>, Said...> {};

template <class T>
inline constexpr bool is_cache_rule = std::is_same_v<T, all_nodes (*)() noexcept>;
template <fixed_string Name, caching Behaviour>
inline constexpr bool is_cache_rule<binding<Name, caching_option<Behaviour> const&>> = true;

} // namespace detail
} // namespace leat
