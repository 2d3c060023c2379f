// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/given_values.hpp>
#include <leat/cli/program.hpp>
#include <leat/cli/read_text.hpp>
#include <leat/graph/check.hpp>
#include <leat/run/service.hpp>
#include <leat/run/source.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

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

/// One of them, with its default at first, or nothing in it.
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

    static program_value describe() {
        std::string text;
        if constexpr (!is_input) text = typed_text(initial());
        return {std::string(solved<P>.name(V)),
                std::string(text_kind<type>()),
                std::move(text),
                std::string(solved<P>.option_of[solved<P>.maker[V]]->doc),
                is_input,
                is_list<type>};
    }

    /// Throws: `usage_error`.
    void take(given_words const& from) {
        if (from.where.empty()) return;
        if (said const wrong = read_words(from.words, value, from.typed)) {
            std::string words = from.words.empty() ? "an empty list" : "";
            for (std::string const& word : from.words)
                words.append(words.empty() ? "'" : ", '").append(word).append("'");
            throw usage_error(from.where + ": " + words + " " + *wrong);
        }
        given = true;
    }
};

template <auto const& P, class Indices>
struct typed_values;

/// All of them, in the order of declaration.
template <auto const& P, std::size_t... V>
struct typed_values<P, std::index_sequence<V...>> : typed_value<P, V>... {
    static std::vector<program_value> describe() { return {typed_value<P, V>::describe()...}; }

    void take(std::vector<given_words> const& from) {
        [[maybe_unused]] std::size_t i = 0;
        (typed_value<P, V>::take(from[i++]), ...);
    }

    /// Whether value `v` was given.
    bool has(std::size_t v) const {
        return ((v == V && static_cast<typed_value<P, V> const&>(*this).given) || ...);
    }

    /// Calls `visit(name, value, given)` for each; `value` may be written to.
    template <class Visit>
    void for_each(Visit visit) {
        (visit(solved<P>.name(V), static_cast<typed_value<P, V>&>(*this).value,
               static_cast<typed_value<P, V>&>(*this).given),
         ...);
    }

    /// Calls `call("x"_n = value...)`.
    template <class Call>
    decltype(auto) bind(Call&& call) const {
        return call(name_constant<value_name<P, V>>{} =
                        static_cast<typed_value<P, V> const&>(*this).value...);
    }
};

} // namespace leat::detail
