// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/cli/terminal_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/graph/check.hpp>
#include <leat/serial/shown.hpp>
#include <leat/view/json.hpp>
#include <leat/view/report.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstddef>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

// What is printed of a run that a command has made.

namespace leat::detail {

template <class T>
nlohmann::ordered_json result_json(T const& value) {
    if constexpr (std::is_same_v<T, bool> || std::is_integral_v<T>)
        return value;
    else if constexpr (std::is_floating_point_v<T>)
        return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
    else if constexpr (std::is_convertible_v<T const&, std::string_view>)
        return std::string(std::string_view(value));
    else
        return shown(value).empty() ? nlohmann::ordered_json()
                                    : nlohmann::ordered_json(shown(value));
}

// What is wrong with a session has been said by the compiler.
template <class Result>
inline constexpr bool is_refused = false;
template <std::size_t Count>
inline constexpr bool is_refused<refused_result<Count>> = true;

/// Calls `visit(name, value)` for each value that the result holds.
template <auto const& P, class Result, class Visit>
void for_each_result(Result const& result, Visit visit) {
    auto const one = [&]<std::size_t V>(index_constant<V>) {
        if constexpr (!is_refused<Result> && !std::is_void_v<value_t<P, V>>)
            if (constexpr name_constant<value_name<P, V>> name{}; result.contains(name))
                visit(solved<P>.name(V), result[name]);
    };
    [&]<std::size_t... V>(std::index_sequence<V...>) {
        (one(index_constant<V>{}), ...);
    }(std::make_index_sequence<counts_of<P>.values>{});
}

/// The results, and what became of the nodes if that is wanted.
template <auto const& P, class Result>
void print_result(Result const& result, typed_command const& typed, std::ostream& out,
                  text_style style) {
    run_info const& info = result.info();
    if (typed.json) {
        auto all = nlohmann::ordered_json::parse(json(info));
        auto& values = all["results"] = nlohmann::ordered_json::object();
        for_each_result<P>(result, [&](std::string_view name, auto const& value) {
            values[std::string(name)] = result_json(value);
        });
        out << all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
        return;
    }
    if (typed.display_cache) out << nodes_table(info, style) << "\n";
    if (typed.quiet) return;
    text_table table({"result", "value", "type"}, "lll");
    for_each_result<P>(result, [&]<class T>(std::string_view name, T const& value) {
        std::string type;
        print_type(type, spelled<T>());
        table.add({{std::string(name), tint::strong}, shown(value), {type, tint::quiet}});
    });
    if (!table.empty()) out << table.text(style);
    out << run_line(info, style);
}

} // namespace leat::detail
