// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/call.hpp>
#include <leat/engine/node_invocation.hpp>
#include <leat/graph/check.hpp>
#include <leat/run/frame.hpp>
#include <leat/support/error.hpp>
#include <leat/support/is_copied.hpp>

#include <cstddef>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// What of a node's call needs its types: instantiated once for each node of a pipeline.

namespace leat::detail {

[[noreturn]] LEAT_DECL void refuse_copy(std::string_view pipeline, std::string_view node,
                                        std::string_view value);

/// An input, as the function of the node takes it: moved where it may be.
template <auto const& P, std::size_t Item, std::size_t Input>
decltype(auto) take_input(node_invocation& call) {
    constexpr std::size_t v = solved<P>.edges[solved<P>.items[Item].first_edge + Input];
    constexpr passing how = item_types<P, Item>::call::passings[Input];
    using type = value_t<P, v>;
    if constexpr (how == passing::shared || how == passing::generic) {
        return *static_cast<type const*>(call.input(Input));
    } else {
        type& value = *static_cast<type*>(call.input(Input));
        if (call.may_move(Input)) {
            call.moved(Input);
            return type(std::move(value));
        }
        if constexpr (is_copied<type>)
            return type(std::as_const(value));
        else
            refuse_copy(P.name.view(), item_name<P, Item>.view(), value_name<P, v>.view());
    }
}

/// Puts a part of a result into its slot.
template <auto const& P, std::size_t Item, std::size_t Output, class Whole>
void fill_part(node_invocation& call, Whole& whole) {
    using type = value_t<P, solved<P>.items[Item].first_value + Output>;
    if (!call.wants(Output)) return; // another value stands for it
    ::new (call.slot(Output)) type(std::move(part<Output>(whole)));
    call.filled(Output);
}

/// Calls the function of an item, and puts what it returns into its slots.
template <auto const& P, std::size_t Item>
void call_node(node_invocation& c) {
    constexpr item it = solved<P>.items[Item];
    using made = result_t<P, Item>;
    auto const compute = [&]() -> made {
        return call<P, Item>(
            c, c.options(),
            [&]<std::size_t I>(std::integral_constant<std::size_t, I>) -> decltype(auto) {
                return take_input<P, Item, I>(c);
            });
    };
    if constexpr (std::is_void_v<made>) {
        compute();
    } else if constexpr (it.value_count == 1) {
        ::new (c.slot(0)) made(compute()); // in its place, as it may be immovable
        c.filled(0);
    } else {
        made whole = compute();
        [&]<std::size_t... O>(std::index_sequence<O...>) {
            (fill_part<P, Item, O>(c, whole), ...);
        }(std::make_index_sequence<it.value_count>{});
    }
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/call_node.ipp>
#endif
