// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/node_invocation.hpp>
#include <leat/engine/ops.hpp>
#include <leat/hook/node_hooks.hpp>
#include <leat/hook/typed_visit.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

// The tables of a session's hooks: for each node and hook how the hook is told, at each point.

namespace leat::detail {

/// What a hook is told of a node, with the types of the node.
template <auto const& P, std::size_t Item>
class typed_node_event {
    static constexpr item it = solved<P>.items[Item];

public:
    static constexpr auto const& pipeline = P;
    static constexpr std::size_t item_index = Item;
    static constexpr std::size_t input_count = it.edge_count;
    static constexpr std::size_t first_output = it.first_value;
    static constexpr std::size_t output_count = it.value_count;

    explicit typed_node_event(node_visit& visit) noexcept
        : call_(static_cast<node_invocation&>(visit)) {}

    // What hooks are told; see hook_way.hpp.
    template <std::size_t V>
    value_t<P, V> const& value() const {
        return *static_cast<value_t<P, V> const*>(call_.value(V));
    }
    template <std::size_t Input>
    decltype(auto) input() const {
        return value<solved<P>.edges[it.first_edge + Input]>();
    }
    node_info const& node() const noexcept { return call_.node(); }
    std::size_t attempt() const noexcept { return call_.attempt(); }
    node_report const& report() const noexcept { return call_.report(); }
    std::exception_ptr const& error() const noexcept { return call_.error(); }
    std::string_view reason() const noexcept { return call_.reason(); }
    std::size_t done() const noexcept { return call_.done(); }
    std::size_t total() const noexcept { return call_.total(); }
    metric_value const& metric() const noexcept { return call_.metric(); }

    // The answer of a before_node_run.
    void take(skip_request answer) const { call_.take(std::move(answer)); }
    template <class Answer>
    void take(std::optional<Answer> answer) const {
        if (answer) take(std::move(*answer));
    }
    template <fixed_string... Names, class... T>
    void take(replacement<replaced_input<Names, T>...> answer) const {
        boost::hana::unpack(std::move(answer.inputs),
                            [&](auto&&... inputs) { (replace(inputs), ...); });
    }

private:
    template <fixed_string Name, class T>
    void replace(replaced_input<Name, T>& by) const {
        constexpr std::size_t v = find_value<P>(Name.view());
        for (std::size_t i = 0; i < input_count; ++i)
            if (solved<P>.edges[it.first_edge + i] == v) {
                using type = value_t<P, v>;
                call_.replace(i,
                              new type(static_cast<type>(
                                  fitting<type>(std::move(by.value), P.name.view(), Name.view()))),
                              [](void* at) noexcept { delete static_cast<type*>(at); });
                return;
            }
    }

    node_invocation& call_;
};

template <class Point, class Hook, auto const& P, std::size_t Item>
void tell_of_cache(void* hook, cache_event const& event) {
    tell_node<Point, P, Item>(*static_cast<Hook*>(hook), event, [](auto call) { call(); });
}
template <class Point, class Hook, auto const& P, std::size_t Item>
consteval cache_teller find_cache_teller() {
    if constexpr (is_told<Point, Hook, P, Item>)
        return &tell_of_cache<Point, Hook, P, Item>;
    else
        return nullptr;
}

/// How one hook is told of a node's place in the cache.
template <class Hook, auto const& P, std::size_t Item>
inline constexpr std::array<cache_teller, 3> cache_calls_of{
    find_cache_teller<on_cache_hit_point, Hook, P, Item>(),
    find_cache_teller<on_cache_miss_point, Hook, P, Item>(),
    find_cache_teller<on_cache_store_point, Hook, P, Item>()};

template <auto const& P, class Hooks, class Items>
struct hook_rows;
template <auto const& P, class... Hook, std::size_t... Item>
struct hook_rows<P, hook_list<Hook...>, std::index_sequence<Item...>> {
    template <std::size_t I>
    static constexpr std::array<std::array<cache_teller, 3>, sizeof...(Hook)> cache_calls{
        cache_calls_of<Hook, P, I>...};

    template <std::size_t I>
    static consteval node_hooks row() {
        if constexpr (sizeof...(Hook) == 0 || solved<P>.items[I].kind != kind::node) {
            return {};
        } else {
            node_hooks made;
            made.calls = calls_of<typed_node_event<P, I>, Hook...>.data();
            constexpr auto told = [](node_point point) {
                for (hook_calls const& one : calls_of<typed_node_event<P, I>, Hook...>)
                    if (one[point]) return true;
                return false;
            };
            for (auto const& one : cache_calls<I>)
                if (one[0] || one[1] || one[2]) made.cache_calls = cache_calls<I>.data();
            made.before = told(node_point::before);
            made.after =
                told(node_point::after) || told(node_point::error) || told(node_point::skipped);
            made.during =
                told(node_point::progress) || told(node_point::log) || told(node_point::metric);
            made.may_replace = may_be_replaced<P, I, hook_list<Hook...>>;
            return made;
        }
    }
    static constexpr std::array<node_hooks, sizeof...(Item)> all{row<Item>()...};
};

/// The rows of all items for the hooks of a session.
template <auto const& P, class Hooks>
inline constexpr auto const& hook_table =
    hook_rows<P, Hooks, std::make_index_sequence<counts_of<P>.items>>::all;

} // namespace leat::detail
