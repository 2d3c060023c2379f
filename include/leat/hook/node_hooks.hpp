// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hook/hook_list.hpp>
#include <leat/hook/hook_way.hpp>
#include <leat/hook/replace.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <auto const& P, std::size_t V>
using at_value = at<P, value_name<P, V>>;

/// The ways in which a hook is notified of a node at one point. If the hook has a member for
/// `leat::at` of one of the node's values, that one is used, for each such value. Otherwise its
/// member for every node is used.
template <class Point, class Hook, auto const& P, std::size_t Item>
struct node_ways {
    static constexpr item it = solved<P>.items[Item];

    static constexpr auto typed = []<std::size_t... O>(std::index_sequence<O...>) {
        if constexpr (way_of_all<Point, Hook> != differs)
            return std::array<more, sizeof...(O)>{((void)O, not_told)...};
        else
            return std::array<more, sizeof...(O)>{
                way_of<Point, Hook, at_value<P, it.first_value + O> const&, P, Item,
                       it.first_value + O>()...};
    }(std::make_index_sequence<it.value_count>{});

    static consteval bool has_typed() {
        for (more m : typed)
            if (m != not_told) return true;
        return false;
    }
    static consteval more find_generic() {
        if constexpr (has_typed())
            return not_told;
        else
            return way_of<Point, Hook, node_info const&, P, Item>();
    }
    static constexpr more generic = find_generic();
    static constexpr bool told = has_typed() || generic != not_told;

    static consteval bool needs_report() {
        for (more m : typed)
            if (m == more::report) return true;
        return generic == more::report;
    }
    static consteval bool needs_no_value() {
        auto const needs = [](more m) { return m == more::value || m == more::outputs; };
        for (more m : typed)
            if (needs(m)) return false;
        return !needs(generic);
    }
};

template <class Point, class Hook, auto const& P, std::size_t Item>
inline constexpr bool is_told = [] {
    if constexpr (!Point::template named_in<Hook>)
        return false;
    else if constexpr (way_of_all<Point, Hook> != differs)
        return true;
    else
        return node_ways<Point, Hook, P, Item>::told;
}();

/// Notifies a hook of a node in each of its ways. Calls `answer(call)` for each way, and `call()`
/// calls the hook.
template <class Point, auto const& P, std::size_t Item, class Hook, class Scene, class Answer>
[[gnu::always_inline]] inline void tell_node(Hook& hook, Scene const& scene, Answer&& answer) {
    using how = node_ways<Point, Hook, P, Item>;
    if constexpr (how::generic != not_told) {
        answer([&]() -> decltype(auto) {
            return tell<Point, how::generic, npos>(hook, node_info_of<P, Item>, scene);
        });
    } else {
        [&]<std::size_t... O>(std::index_sequence<O...>) {
            [[maybe_unused]] auto const one = [&]<std::size_t Output>(index_constant<Output>) {
                if constexpr (how::typed[Output] != not_told) {
                    constexpr std::size_t v = how::it.first_value + Output;
                    answer([&]() -> decltype(auto) {
                        return tell<Point, how::typed[Output], v>(hook, at_value<P, v>{}, scene);
                    });
                }
            };
            (one(index_constant<O>{}), ...);
        }(std::make_index_sequence<how::it.value_count>{});
    }
}

/// Whether any of the hooks is notified of the node at that point.
template <class Point, auto const& P, std::size_t Item, class Hooks>
inline constexpr bool any_told = false;
template <class Point, auto const& P, std::size_t Item, class... Hook>
inline constexpr bool any_told<Point, P, Item, hook_list<Hook...>> =
    (is_told<Point, Hook, P, Item> || ...);

/// Whether any of the hooks is notified of the node at any point.
template <auto const& P, std::size_t Item, class Hooks, class Points = node_points>
inline constexpr bool observed = false;
template <auto const& P, std::size_t Item, class Hooks, class... Point>
inline constexpr bool observed<P, Item, Hooks, points<Point...>> =
    (any_told<Point, P, Item, Hooks> || ...);

// The types of the arguments of a hook, without the values.
template <auto const& P, std::size_t Item>
struct scene_of_types {
    static constexpr std::size_t input_count = solved<P>.items[Item].edge_count;
    template <std::size_t I>
    value_t<P, solved<P>.edges[solved<P>.items[Item].first_edge + I]> const& input() const {
        __builtin_unreachable(); // only the type is used
    }
};

/// The return type of the hook's before_node_run, in each of its ways. npos: for every node.
template <class Hook, auto const& P, std::size_t Item, std::size_t V>
struct before_answer {
    using ways = node_ways<before_node_run_point, Hook, P, Item>;
    static constexpr more how = [] {
        if constexpr (V == npos)
            return ways::generic;
        else
            return ways::typed[V - ways::it.first_value];
    }();
    static auto type_of() {
        if constexpr (how == not_told)
            return std::type_identity<void>{};
        else if constexpr (V == npos)
            return std::type_identity<decltype(tell<before_node_run_point, how, V>(
                std::declval<Hook&>(), std::declval<node_info const&>(),
                std::declval<scene_of_types<P, Item> const&>()))>{};
        else
            return std::type_identity<decltype(tell<before_node_run_point, how, V>(
                std::declval<Hook&>(), std::declval<at_value<P, V> const&>(),
                std::declval<scene_of_types<P, Item> const&>()))>{};
    }
    using type = std::remove_cvref_t<typename decltype(type_of())::type>;
};

template <class Hook, auto const& P, std::size_t Item, class Outputs>
struct before_answers;
template <class Hook, auto const& P, std::size_t Item, std::size_t... O>
struct before_answers<Hook, P, Item, std::index_sequence<O...>> {
    using type = types<
        typename before_answer<Hook, P, Item, npos>::type,
        typename before_answer<Hook, P, Item, solved<P>.items[Item].first_value + O>::type...>;
};

/// The possible answers of a hook before the node, as a list of types. void: no answer.
template <class Hook, auto const& P, std::size_t Item>
consteval auto answers() {
    if constexpr (solved<P>.items[Item].kind != kind::node)
        return types<>{};
    else if constexpr (is_told<before_node_run_point, Hook, P, Item>)
        return typename before_answers<
            Hook, P, Item, std::make_index_sequence<solved<P>.items[Item].value_count>>::type{};
    else
        return types<>{};
}

/// Whether a hook may skip the node.
template <class Hook, auto const& P, std::size_t Item>
consteval bool may_skip() {
    return []<class... Answer>(types<Answer...>) {
        return (answer<Answer>::skips || ...);
    }(answers<Hook, P, Item>());
}

/// Whether an answer may replace the input of that name.
template <class Answer>
constexpr bool replaces(Answer const*, std::string_view) {
    return false;
}
template <fixed_string... Names, class... T>
constexpr bool replaces(replacement<replaced_input<Names, T>...> const*, std::string_view name) {
    return ((Names.view() == name) || ...);
}
template <class Answer>
constexpr bool replaces(std::optional<Answer> const*, std::string_view name) {
    return replaces(static_cast<Answer const*>(nullptr), name);
}

template <class Hook, auto const& P, std::size_t Item>
consteval bool may_replace(std::string_view input) {
    return [&]<class... Answer>(types<Answer...>) {
        return (replaces(static_cast<Answer const*>(nullptr), input) || ...);
    }(answers<Hook, P, Item>());
}

} // namespace leat::detail
