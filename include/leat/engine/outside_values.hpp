// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/ops.hpp>
#include <leat/engine/param_value.hpp>
#include <leat/engine/request.hpp>
#include <leat/run/source.hpp>
#include <leat/serial/shown.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// The values that may come from outside: what is bound, and every param.
template <class Layout>
inline constexpr auto is_outside = [] {
    constexpr auto const& P = Layout::pipeline;
    std::array<bool, Layout::size.values> flags{};
    for (std::size_t v = 0; v < flags.size(); ++v)
        flags[v] = Layout::known_request.bound[v] ||
                   solved<P>.items[solved<P>.maker[v]].kind == kind::param;
    return flags;
}();

template <class T>
std::string show_value(void const* at) {
    return shown_within(*static_cast<T const*>(at), max_list_text);
}
template <class T>
param_value value_as_param(void const* at) {
    return as_param(*static_cast<T const*>(at));
}

/// The values of one call that come from outside, held as the call gives them: lent, given up, or
/// converted.
template <class Layout, class Values = typename indices_where<is_outside<Layout>>::type>
class outside_values;

template <class Layout, std::size_t... V>
class outside_values<Layout, std::index_sequence<V...>> {
    static constexpr auto const& P = Layout::pipeline;

public:
    template <class Tuple>
    explicit outside_values(Tuple const& arguments)
        : held_(arguments),
          rows_{row(static_cast<source<Layout, V>&>(held_).held,
                    std::type_identity<value_t<P, V>>{}, V, Layout::known_request.bound[V])...} {}
    outside_values(outside_values const&) = delete;

    std::span<outside_value const> rows() const noexcept { return {rows_.data(), sizeof...(V)}; }

private:
    template <class Held, class T>
    static outside_value row(Held& held, std::type_identity<T>, std::size_t v, bool given) {
        auto& value = held.get();
        return {v,
                const_cast<T*>(std::addressof(value)),
                !std::is_const_v<std::remove_reference_t<decltype(value)>>,
                given,
                &show_value<T>,
                &value_as_param<T>};
    }

    sources<Layout, std::index_sequence<V...>> held_;
    std::array<outside_value, sizeof...(V) + 1> rows_;
};

/// What the compiler knows of a form of call.
template <class Layout>
inline constexpr call_form call_form_of{Layout::asked,
                                        Layout::known_request.asked,
                                        Layout::known_request.bound,
                                        Layout::known_request.slice,
                                        Layout::known_request.stored,
                                        Layout::refreshed,
                                        Layout::known_request.any_asked,
                                        Layout::known_request.sliced,
                                        Layout::resumes};

} // namespace leat::detail
