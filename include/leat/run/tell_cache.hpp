// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/cached_node.hpp>
#include <leat/run/node_hooks.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace leat::detail {

/// Tells the hooks of a point of the cache what happens to a node there.
template <class Point, class State, std::size_t Item>
void tell_cache(State& s, [[maybe_unused]] cached_node<State, Item> const& node) {
    constexpr auto const& P = State::layout::pipeline;
    if constexpr (any_told<Point, P, Item, typename State::hooks_type>) {
        failure why;
        cache_scene const told{s.memory.key[Item], node.why_, node.report_.bytes};
        timed const spent(s.log.hook_time);
        s.hooks.forward([&]<class H>(H& hook, auto) {
            if constexpr (is_told<Point, H, P, Item>) {
                try {
                    tell_node<Point, P, Item>(hook, told, [](auto call) { call(); });
                } catch (...) {
                    hook_threw(why, s.log, spelled<H>(), Point::name,
                               "node '" + std::string(item_name<P, Item>.view()) + "'");
                }
            }
        });
        s.fail(std::move(why), Item);
    }
}

} // namespace leat::detail
