// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/schedule.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Memory for the result of a node. It makes and destroys nothing by itself: the steps do both, at
/// times that the compiler knows.
template <auto const& P, std::size_t Item, class T = result_t<P, Item>>
struct slot {
    union {
        T value;
    };
    constexpr slot() noexcept {}
    constexpr ~slot()
        requires needs_no_end<T>
    = default;
    constexpr ~slot() {}
};

template <auto const& P, std::size_t Item>
struct slot<P, Item, void> {};

template <auto const& P, class Items>
struct slots;

template <auto const& P, std::size_t... Item>
struct slots<P, std::index_sequence<Item...>> : slot<P, Item>... {};

/// The memory of a run. Results with trivial destructors are apart from the others. Only the others
/// must be reachable when a node throws, so the optimiser may keep the trivial ones in registers.
template <class Layout>
struct frame_of {
    static constexpr auto const& P = Layout::pipeline;

    struct flags {
        std::array<bool, Layout::size.values> from_outside{};
        std::array<bool, Layout::size.items> trivial{};
        std::array<bool, Layout::size.items> managed{};
    };
    static constexpr flags flag = [] {
        flags made;
        for (std::size_t v = 0; v < Layout::size.values; ++v)
            made.from_outside[v] = Layout::laid_out.needed[v] && source_flags<Layout>[v];
        for (std::size_t t = 0; t < Layout::size.items; ++t) {
            made.trivial[t] = Layout::laid_out.runs[t] && is_trivial<P>[t];
            made.managed[t] = Layout::laid_out.runs[t] && !is_trivial<P>[t];
        }
        return made;
    }();

    // Variables of their own, because Clang takes no part of an object as a template argument.
    static constexpr auto outside_flags = flag.from_outside;
    static constexpr auto trivial_flags = flag.trivial;
    static constexpr auto managed_flags = flag.managed;

    // Classes of their own, because each is a part of the name of every function that takes it.
    // With a list of a thousand indices in each name, a thousand functions take megabytes.
    struct outside : sources<Layout, typename indices_where<outside_flags>::type> {
        using base = sources<Layout, typename indices_where<outside_flags>::type>;
        using base::base;
    };
    struct trivial : slots<P, typename indices_where<trivial_flags>::type> {};
    struct managed : slots<P, typename indices_where<managed_flags>::type> {};
};

/// References to the three parts of a run's memory, or of the memory that one step sees.
template <class Layout, class Trivial = typename frame_of<Layout>::trivial>
struct frame {
    using parts = frame_of<Layout>;
    typename parts::outside& outside;
    Trivial& trivial;
    typename parts::managed& managed;
};

template <std::size_t Item, class Layout, class Trivial>
[[gnu::always_inline]] constexpr auto& slot_of(frame<Layout, Trivial> const& f) noexcept {
    if constexpr (is_trivial<Layout::pipeline>[Item])
        return static_cast<slot<Layout::pipeline, Item>&>(f.trivial);
    else
        return static_cast<slot<Layout::pipeline, Item>&>(f.managed);
}

/// The value: non-const if the run owns it, const if it is lent to the run.
template <std::size_t V, class Layout, class Trivial>
[[gnu::always_inline]] constexpr auto& value_of(frame<Layout, Trivial> const& f) noexcept {
    constexpr auto const& P = Layout::pipeline;
    if constexpr (source_flags<Layout>[V])
        return static_cast<source<Layout, V>&>(f.outside).held.get();
    else if constexpr (solved<P>.items[solved<P>.maker[V]].value_count != 1)
        return part<V - solved<P>.items[solved<P>.maker[V]].first_value>(
            slot_of<solved<P>.maker[V]>(f).value);
    else if constexpr (is_trivial<P>[solved<P>.maker[V]]) // without slot_of: one function less
        return (static_cast<slot<P, solved<P>.maker[V]>&>(f.trivial).value);
    else
        return (static_cast<slot<P, solved<P>.maker[V]>&>(f.managed).value);
}

} // namespace leat::detail
