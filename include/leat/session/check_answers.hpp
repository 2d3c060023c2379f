// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/session/check_hooks.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

// Mistakes in the answers of a hook's before_node_run.
namespace leat::detail {

/// The edge by which the item takes the value of that name, or npos.
template <auto const& P, std::size_t Item>
consteval std::size_t edge_named(std::string_view name) {
    item const& it = solved<P>.items[Item];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
        if (solved<P>.name(solved<P>.edges[e]) == name) return e;
    return npos;
}

/// Reports the mistakes of one answer to one node.
template <class Hook, auto const& P, std::size_t Item, class Answer>
struct check_answer {
    using where = typename before_node_run_point::named_by<mistake::hook<Hook>>;
    static consteval bool check() {
        static_assert(
            answer<Answer>::known || refused_because<typename where::template returns_no<Answer>>,
            "leat: a before_node_run returns something that means nothing to a run. Return "
            "nothing, "
            "leat::replace(\"input\"_n = value), leat::skip(\"why\"), or a std::optional of one of "
            "these.");
        return answer<Answer>::known;
    }
    static constexpr bool value = check();
};

template <class Hook, auto const& P, std::size_t Item, class Answer>
    requires(!std::is_void_v<Answer>)
struct check_answer<Hook, P, Item, std::optional<Answer>> : check_answer<Hook, P, Item, Answer> {};

template <class Hook, auto const& P, std::size_t Item, fixed_string Name, class T>
consteval bool check_replaced() {
    using where = typename before_node_run_point::named_by<mistake::hook<Hook>>::template for_node<
        item_name<P, Item>>;
    constexpr std::size_t edge = edge_named<P, Item>(Name.view());
    if constexpr (edge == npos) {
        static_assert(refused_because<typename where::template replaces_no_input_named<Name>>,
                      "leat: a hook replaces something that is no input of the node. Correct the "
                      "name in leat::replace, or let the hook be for other nodes.");
        return false;
    } else {
        using wanted = value_t<P, solved<P>.edges[edge]>;
        constexpr bool right = binds<wanted, T>();
        static_assert(
            right || refused_because<typename where::template replaces<Name>::template wanted<
                         wanted>::template given<T>>,
            "leat: a hook replaces an input of a node by a value of another type. Give one "
            "of the type wanted, or one that converts to it without loss.");
        return right;
    }
}

template <class Hook, auto const& P, std::size_t Item, fixed_string... Names, class... T>
struct check_answer<Hook, P, Item, replacement<replaced_input<Names, T>...>> {
    static constexpr bool value = all_of({check_replaced<Hook, P, Item, Names, T>()...});
};

template <class Hook, auto const& P, std::size_t Item, class... Answer>
consteval bool check_answers_to(types<Answer...>) {
    return all_of({true, check_answer<Hook, P, Item, Answer>::value...});
}

template <class Hook, auto const& P, std::size_t... Item>
consteval bool check_answers_to_all(std::index_sequence<Item...>) {
    for (bool right : {true, check_answers_to<Hook, P, Item>(answers<Hook, P, Item>())...})
        if (!right) return false;
    return true;
}

/// Reports the mistakes of a hook's answers before nodes.
template <class Hook, auto const& P>
consteval bool check_answers() {
    if constexpr (before_node_run_point::named_in<Hook>)
        return check_answers_to_all<Hook, P>(std::make_index_sequence<counts_of<P>.items>{});
    else
        return true;
}

} // namespace leat::detail
