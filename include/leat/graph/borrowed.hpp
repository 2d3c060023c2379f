// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/alike.hpp>
#include <leat/graph/types.hpp>
#include <leat/support/borrowing.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Whether a node returns what refers to another value, and does not say that this one outlives the
/// run: inputs are let go, or moved from, while their takers still run.
template <auto const& P, std::size_t Item>
consteval bool returns_borrowed() {
    if constexpr (solved<P>.items[Item].kind != kind::node ||
                  solved<P>.option_of[Item]->is(shape::lasting))
        return false;
    else
        return borrowing<typename item_types<P, Item>::result>;
}

template <auto const& P, std::size_t... Item>
consteval auto find_borrowed(std::index_sequence<Item...>) {
    return std::array<mistake_at, sizeof...(Item)>{
        mistake_at{Item, returns_borrowed<P, Item>()}...};
}
/// The nodes that do so.
template <auto const& P>
inline constexpr auto borrowed_results =
    find_borrowed<P>(std::make_index_sequence<counts_of<P>.items>{});

template <auto const& P, std::size_t Item>
consteval bool report_borrowed_at() {
    using where = alike_node<P, mistake::pipeline<pipeline_name<P>>, borrowed_results<P>, Item>;
    static_assert(
        refused_because<
            typename where::template returns_borrowed<typename item_types<P, Item>::result>>,
        "leat: a node returns what refers to another value, which may be gone when it is used. "
        "Return what owns its content, as a std::string or a std::vector; or, where that other "
        "value outlives the run, say so: | leat::borrows().");
    return true;
}
template <auto const& P, std::size_t... Item>
consteval bool report_borrowed(std::index_sequence<Item...>) {
    return (report_borrowed_at<P, Item>() && ... && true);
}

} // namespace leat::detail
