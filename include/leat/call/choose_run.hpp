// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/choose_call.hpp>
#include <leat/call/call.hpp>

#include <concepts>
#include <cstddef>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <class T>
void write_key(std::ostream& to, T const& key) {
    if constexpr (std::is_convertible_v<T const&, std::string_view>)
        to << '\'' << std::string_view(key) << '\'';
    else if constexpr (std::is_same_v<T, bool>)
        to << (key ? "true" : "false");
    else if constexpr (std::is_enum_v<T>)
        to << +static_cast<std::underlying_type_t<T>>(key);
    else if constexpr (std::is_integral_v<T>)
        to << +key;
    else if constexpr (requires { to << key; })
        to << key;
    else
        to << "a value that cannot be shown";
}

template <class Key, class Value>
bool is_for(Key const& key, Value const& value) {
    if constexpr (std::is_same_v<Key, any_other>)
        return true;
    else if constexpr (std::is_same_v<Key, bool> || std::is_same_v<Value, bool> ||
                       !std::is_integral_v<Key> || !std::is_integral_v<Value>)
        return static_cast<bool>(value == key);
    else // integers of other sizes and signs are compared as numbers
        return key < 0 ? value < 0 && static_cast<long long>(value) == static_cast<long long>(key)
                       : !(value < 0) && static_cast<unsigned long long>(value) ==
                                             static_cast<unsigned long long>(key);
}

/// Calls the function of the branch for this value.
template <class Operands>
struct choose_run {
    static constexpr auto const& P = Operands::pipeline;
    static constexpr auto const& parts = declaration_of<P, Operands::item_index>.function.parts;
    using call = typename Operands::call;
    using result = typename Operands::result;

    static result run(Operands const& operands) {
        return take<0>(operands, operands.template input<0>());
    }

private:
    template <std::size_t Branch, class Value>
    static result take(Operands const& operands, Value const& value) {
        if constexpr (Branch == call::branch_count) {
            refuse(value, std::make_index_sequence<Branch>{});
        } else {
            if (is_for(get<Branch>(parts).key, value))
                return call_branch<Branch>(
                    operands, std::make_index_sequence<call::template part<Branch>::input_count>{});
            return take<Branch + 1>(operands, value);
        }
    }

    template <std::size_t Branch, std::size_t... I>
    static result call_branch(Operands const& operands, std::index_sequence<I...>) {
        constexpr auto const& function = get<Branch>(parts).function;
        using own = typename call::template call_at<Branch>;
        constexpr std::size_t first = call::offsets[Branch];
        auto const made = [&]() -> decltype(auto) {
            if constexpr (own::has_context)
                return std::invoke(function, operands.template input<first + I>()...,
                                   operands.here);
            else
                return std::invoke(function, operands.template input<first + I>()...);
        };
        if constexpr (std::is_void_v<result>)
            made();
        else
            return result(made());
    }

    template <class Value, std::size_t... Branch>
    [[noreturn]] static void refuse(Value const& value, std::index_sequence<Branch...>) {
        std::ostringstream text;
        text << '\'' << edge_name<P, solved<P>.items[Operands::item_index].first_edge>.view()
             << "' is ";
        write_key(text, value);
        text << ", for which there is no branch; there are: ";
        char const* comma = "";
        ((text << comma, write_key(text, get<Branch>(parts).key), comma = ", "), ...);
        throw error(text.str());
    }
};

} // namespace leat::detail
