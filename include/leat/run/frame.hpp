// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/source.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <auto const& P, std::size_t Item>
using result_t = typename item_types<P, Item>::result;

/// Room for what a node returns. Nothing is made or destroyed by itself: the steps do both, at
/// instants that the compiler knows.
template <auto const& P, std::size_t Item>
struct slot {
    union {
        result_t<P, Item> value;
    };
    constexpr slot() noexcept {}
    constexpr ~slot() requires std::is_trivially_destructible_v<result_t<P, Item>> = default;
    constexpr ~slot() {}
};

template <auto const& P, std::size_t Item>
    requires std::is_void_v<result_t<P, Item>>
struct slot<P, Item> {};

template <auto const& P, class Items>
struct slots;

template <auto const& P, std::size_t... Item>
struct slots<P, std::index_sequence<Item...>> : slot<P, Item>... {};

// Which items' results need no destructor: one array, made in the order of the items.
template <auto const& P, std::size_t... Item>
consteval auto find_trivial(std::index_sequence<Item...>) {
    return std::array<bool, sizeof...(Item)>{(std::is_void_v<result_t<P, Item>> ||
                                              std::is_trivially_destructible_v<result_t<P, Item>>)...};
}
template <auto const& P>
inline constexpr auto is_trivial = find_trivial<P>(std::make_index_sequence<counts_of<P>.items>{});

/// The memory of a run. The results that need no destructor stand apart from the others: only these
/// must be reachable when a node throws, so the optimiser may keep the former in registers.
template <class Layout>
struct frame_of {
    static constexpr auto const& P = Layout::pipeline;
    static constexpr auto const& laid_out = Layout::laid_out;

    struct flags {
        std::array<bool, Layout::size.values> from_outside{};
        std::array<bool, Layout::size.items> trivial{};
        std::array<bool, Layout::size.items> managed{};
    };
    static constexpr flags flag = [] {
        flags f;
        for (std::size_t v = 0; v < Layout::size.values; ++v)
            f.from_outside[v] = laid_out.needed[v] && is_source<Layout>(v);
        for (std::size_t t = 0; t < Layout::size.items; ++t) {
            f.trivial[t] = laid_out.runs[t] && is_trivial<P>[t];
            f.managed[t] = laid_out.runs[t] && !is_trivial<P>[t];
        }
        return f;
    }();
    static constexpr auto from_outside = flag.from_outside;
    static constexpr auto trivial_flags = flag.trivial;
    static constexpr auto managed_flags = flag.managed;

    using source_values = typename indices_where<from_outside>::type;
    using trivial_items = typename indices_where<trivial_flags>::type;
    using managed_items = typename indices_where<managed_flags>::type;

    using outside = sources<Layout, source_values>;
    using trivial = slots<P, trivial_items>;
    using managed = slots<P, managed_items>;
};

/// The three parts of a run's memory, by reference.
template <class Layout>
struct frame {
    using parts = frame_of<Layout>;
    typename parts::outside& outside;
    typename parts::trivial& trivial;
    typename parts::managed& managed;

    template <std::size_t Item>
    constexpr auto& slot_of() const noexcept {
        if constexpr (is_trivial<Layout::pipeline>[Item])
            return static_cast<slot<Layout::pipeline, Item>&>(trivial);
        else
            return static_cast<slot<Layout::pipeline, Item>&>(managed);
    }

    /// The value: non-const when the run owns it, const when it is lent to the run.
    template <std::size_t V>
    constexpr auto& value() const noexcept {
        constexpr auto const& P = Layout::pipeline;
        if constexpr (is_source<Layout>(V)) {
            return static_cast<source<Layout, V>&>(outside).held.get();
        } else {
            constexpr item it = solved<P>.items[solved<P>.maker[V]];
            if constexpr (it.value_count == 1)
                return slot_of<solved<P>.maker[V]>().value;
            else
                return part<V - it.first_value>(slot_of<solved<P>.maker[V]>().value);
        }
    }
};

template <class Layout, std::size_t V>
inline constexpr bool is_owned =
    !std::is_const_v<std::remove_reference_t<decltype(std::declval<frame<Layout>&>().template value<V>())>>;

/// When the result of each item is made and let go, in steps. A result of several outputs lives as
/// long as one of them does.
template <class Layout>
struct lifetimes {
    std::array<std::size_t, Layout::size.items> born{};
    std::array<std::size_t, Layout::size.items> gone{}; ///< npos: at the end, when it has been handed over

    consteval lifetimes() {
        constexpr auto const& g = solved<Layout::pipeline>;
        constexpr auto const& p = Layout::laid_out;
        for (std::size_t step = 0; step < p.step_count; ++step) {
            std::size_t const t = p.steps[step];
            born[t] = gone[t] = step;
            for (std::size_t i = 0; i < g.items[t].value_count; ++i) {
                std::size_t const v = g.items[t].first_value + i;
                if (Layout::known_request.bound[v]) continue; // what was bound is used instead
                if (p.last_step[v] == npos || (gone[t] != npos && p.last_step[v] > gone[t]))
                    gone[t] = p.last_step[v];
            }
        }
    }
};

template <class Layout>
inline constexpr lifetimes<Layout> lifetimes_of{};

} // namespace leat::detail
