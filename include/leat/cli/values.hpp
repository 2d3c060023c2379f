// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/option_type.hpp>
#include <leat/graph/check.hpp>
#include <leat/run/source.hpp>
#include <leat/session/service.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// A binding among what a program gives to `leat::main`: the index of its value, else npos.
template <auto const& P, class T>
consteval std::size_t program_bound() {
    if constexpr (is_binding<T>)
        return layout<P, asked_names<>, T>::bound[0];
    else
        return npos;
}

template <auto const& P, class T>
constexpr bool program_stores([[maybe_unused]] std::size_t v) {
    if constexpr (kind_of<T> == service::catalog) {
        for (std::string_view name : T::names)
            if (name == solved<P>.name(v)) return true;
    }
    return false;
}

/// Of each value whether it is an option of the command line: an input or a param of a type that
/// can be typed, which the program neither binds nor stores.
template <auto const& P, class... Given>
struct typed_values_of {
    static constexpr std::size_t count = counts_of<P>.values;

    static constexpr auto bound = [] {
        std::array<bool, count> flags{};
        for (std::size_t v = 0; v < count; ++v)
            flags[v] = ((program_bound<P, Given>() == v) || ...);
        return flags;
    }();
    static constexpr auto stored = [] {
        std::array<bool, count> flags{};
        for (std::size_t v = 0; v < count; ++v) flags[v] = (program_stores<P, Given>(v) || ...);
        return flags;
    }();

    template <std::size_t V>
    static consteval bool readable() {
        if constexpr (solved<P>.items[solved<P>.maker[V]].kind == kind::node)
            return false;
        else
            return text_readable<value_t<P, V>>;
    }
    static constexpr auto typed = []<std::size_t... V>(std::index_sequence<V...>) {
        std::array<bool, count> flags{readable<V>()...};
        for (std::size_t v = 0; v < count; ++v) flags[v] = flags[v] && !bound[v] && !stored[v];
        return flags;
    }(std::make_index_sequence<count>{});

    /// An input that nothing can give, or npos.
    static constexpr std::size_t unreachable = [] {
        for (std::size_t v = 0; v < count; ++v)
            if (solved<P>.items[solved<P>.maker[v]].kind == kind::input && !typed[v] && !bound[v] &&
                !stored[v])
                return v;
        return npos;
    }();

    using indices = typename indices_where<typed>::type;
};

/// One of them.
template <auto const& P, std::size_t V>
struct typed_value {
    using type = value_t<P, V>;
    static constexpr bool is_input = solved<P>.items[solved<P>.maker[V]].kind == kind::input;

    static type initial() {
        if constexpr (is_input)
            return type{};
        else
            return type(default_of<P, V>());
    }
    type value = initial();
    bool given = false;

    option_row row() {
        return {solved<P>.name(V),
                solved<P>.option_of[solved<P>.maker[V]]->doc,
                is_input,
                &value,
                &given,
                &option_type_of<type>};
    }
};

template <auto const& P, class Indices>
struct typed_values;

/// All of them, in the order of declaration. Not to be moved once `rows` was called.
template <auto const& P, std::size_t... V>
struct typed_values<P, std::index_sequence<V...>> : typed_value<P, V>... {
    std::array<option_row, sizeof...(V)> rows() { return {typed_value<P, V>::row()...}; }

    /// Whether value `v` was given.
    bool has(std::size_t v) const {
        for (bool const one :
             {false, (v == V && static_cast<typed_value<P, V> const&>(*this).given)...})
            if (one) return true;
        return false;
    }

    /// Calls `call("x"_n = value...)`.
    template <class Call>
    decltype(auto) bind(Call&& call) const {
        return call(name_constant<value_name<P, V>>{} =
                        static_cast<typed_value<P, V> const&>(*this).value...);
    }
};

} // namespace leat::detail
