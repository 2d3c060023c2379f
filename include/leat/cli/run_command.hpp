// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/json_text.hpp>
#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/cli/terminal_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/graph/check.hpp>
#include <leat/serial/shown.hpp>
#include <leat/view/json.hpp>
#include <leat/view/report.hpp>

#include <cstddef>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

// What is printed of a run that a command has made.

namespace leat::detail {

// What is wrong with a session has been said by the compiler.
template <class Result>
inline constexpr bool is_refused = false;
template <std::size_t Count>
inline constexpr bool is_refused<refused_result<Count>> = true;

/// Calls `visit(name, value)` for each value that the result holds.
template <auto const& P, class Result, class Visit>
void for_each_result(Result const& result, Visit visit) {
    if constexpr (!is_refused<Result>) {
        auto const one = [&]<std::size_t V>(index_constant<V>) {
            if constexpr (!std::is_void_v<value_t<P, V>>)
                if (constexpr name_constant<value_name<P, V>> name{}; result.contains(name))
                    visit(solved<P>.name(V), result[name]);
        };
        [&]<std::size_t... V>(std::index_sequence<V...>) {
            (one(index_constant<V>{}), ...);
        }(std::make_index_sequence<counts_of<P>.values>{});
    }
}

/// The results, and what became of the nodes if that is wanted.
template <auto const& P, class Result>
void print_result(Result const& result, typed_command const& typed, std::ostream& out,
                  text_style style) {
    run_info const& info = result.info();
    if (typed.json) {
        auto all = json_value::parse(json(info));
        auto& values = all["results"] = json_value::object();
        for_each_result<P>(result, [&](std::string_view name, auto const& value) {
            values[std::string(name)] = result_json(value);
        });
        write_json(out, all);
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
