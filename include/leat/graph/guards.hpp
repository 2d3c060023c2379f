// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/guard_check.hpp>
#include <leat/graph/types.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <counts C>
struct some_items {
    std::array<std::size_t, C.items> at{};
    std::size_t count = 0;
};

/// The nodes that have guards, or that should: few, so that only they are asked for them.
template <auto const& P>
inline constexpr auto guarded_items = [] {
    some_items<counts_of<P>> made;
    for (std::size_t t : solved<P>.order)
        if (solved<P>.option_of[t]->is(shape::guarded) ||
            solved<P>.option_of[t]->is(shape::iterates))
            made.at[made.count++] = t;
    return made;
}();

/// A fallback whose value does not fit into the number that the node returns.
template <class Guard>
struct fallback_does_not_fit {
    static constexpr guard_fault fault = guard_fault::fallback_loses;
    using guilty = Guard;
};

/// What a guard gives in place of a number; void where it does not.
template <class Guard>
struct number_instead {
    using type = void;
};
template <class Instead>
struct number_instead<fallback_guard<Instead>> {
    using type = Instead;
};

/// What is wrong with the values of a declaration's fallbacks, where only the value tells.
template <auto const& P, std::size_t Item, class Declaration, class Result>
consteval auto find_unfit_fallback() {
    if constexpr (!has_guard<Declaration>) {
        return std::type_identity<no_guards>{};
    } else {
        using guard = typename Declaration::guard_type;
        using rest = decltype(find_unfit_fallback<P, Item, typename Declaration::inner_declaration,
                                                  Result>());
        if constexpr (!is_told_by_value<Result, typename number_instead<guard>::type>)
            return rest{};
        else if constexpr (fits<Result>(static_cast<Declaration const&>(declaration_of<P, Item>)
                                            .guard.instead))
            return rest{};
        else
            return std::type_identity<fallback_does_not_fit<guard>>{};
    }
}

/// What is wrong with the guards of a node. Of one whose call is wrong nothing more is said.
template <auto const& P, std::size_t Item>
struct guards_at {
    using types = item_types<P, Item>;
    static constexpr options const& o = *solved<P>.option_of[Item];

    static auto find() {
        if constexpr (!types::ok || std::is_same_v<typename types::result, unknown_value>)
            return std::type_identity<no_guards>{};
        else if constexpr (o.is(shape::iterates) && !o.is(shape::bounded))
            return std::type_identity<endless>{};
        else
            return of_types();
    }
    static auto of_types() {
        using declared = std::remove_cvref_t<decltype(declaration_of<P, Item>)>;
        using told = guards_verdict<declared, types::outputs, typename types::result,
                                    typename types::inputs>;
        if constexpr (told::fault == guard_fault::none &&
                      std::is_arithmetic_v<typename types::result>)
            return find_unfit_fallback<P, Item, declared, typename types::result>();
        else
            return std::type_identity<told>{};
    }
    using verdict = typename decltype(find())::type;
};

template <auto const& P, std::size_t... G>
consteval auto find_guard_faults(std::index_sequence<G...>) {
    return std::array<guard_fault, sizeof...(G)>{
        guards_at<P, guarded_items<P>.at[G]>::verdict::fault...};
}
/// Of each node with guards, what is wrong with them.
template <auto const& P>
inline constexpr auto guard_faults =
    find_guard_faults<P>(std::make_index_sequence<guarded_items<P>.count>{});

template <auto const& P>
consteval std::size_t count_guard_mistakes() {
    std::size_t count = 0;
    for (guard_fault fault : guard_faults<P>) count += fault != guard_fault::none;
    return count;
}

} // namespace leat::detail
