// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program_parts.hpp>
#include <leat/graph/check.hpp>
#include <leat/hook/hook_list.hpp>
#include <leat/repo/errors.hpp>
#include <leat/run/result.hpp>
#include <leat/run/source.hpp>
#include <leat/serial/archive.hpp>
#include <leat/serial/serializable.hpp>
#include <leat/serial/shown.hpp>
#include <leat/support/type_name.hpp>

#include <array>
#include <cstddef>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Values as they are printed: what needs their types.

namespace leat::detail {

template <class T>
printed_value print_value(std::string_view name, T const& value, session_request::values wanted) {
    printed_value made{name, spelled<T>()};
    if (wanted == session_request::values::as_json)
        made.json = json_scalar_of(value);
    else
        made.text = shown(value);
    return made;
}

// What is wrong with a session has been said by the compiler.
template <class Result>
inline constexpr bool is_refused = false;
template <std::size_t Count>
inline constexpr bool is_refused<refused_result<Count>> = true;

/// Prints a value of a type.
using value_printer = printed_value (*)(std::string_view name, void const* value,
                                        session_request::values wanted);
template <class T>
printed_value print_slot(std::string_view name, void const* value, session_request::values wanted) {
    return detail::print_value(name, *static_cast<T const*>(value), wanted);
}
template <class T>
inline constexpr value_printer printer_of = &print_slot<T>;
template <>
inline constexpr value_printer printer_of<void> = nullptr;

template <auto const& P, class Indices>
struct printers_of;
/// What prints each value of a pipeline: a function for each type, not for each value.
template <auto const& P, std::size_t... V>
struct printers_of<P, std::index_sequence<V...>> {
    static constexpr value_printer all[]{printer_of<value_t<P, V>>..., nullptr};
};

/// The values that a result holds, in the order of declaration.
template <auto const& P, class Result>
std::vector<printed_value> print_values(Result const& result, session_request::values wanted) {
    std::vector<printed_value> made;
    if (wanted == session_request::values::none) return made;
    constexpr std::size_t count = counts_of<P>.values;
    auto const& printers = printers_of<P, std::make_index_sequence<count>>::all;
    for (std::size_t v = 0; v < count; ++v)
        if (void const* const value = result.find_slot(v); value && printers[v])
            made.push_back(printers[v](solved<P>.name(v), value, wanted));
    return made;
}

/// A value that a run has kept, as one of Boost's archives, as `shown` has it, or for JSON. Throws:
/// `repo_error`.
template <class T>
dumped_value dump_value(run_record const& run, std::string_view name, std::string const& as) {
    if constexpr (std::is_void_v<T>) {
        throw repo_error("'" + std::string(name) + "' returns nothing that could be written");
    } else if constexpr (!serializable<T>) {
        throw repo_error("value '" + std::string(name) +
                         "' is of a type that cannot be stored, so no run has kept it");
    } else {
        T const value = run.value<T>(name);
        if (as == "json") return {{}, json_scalar_of(value)};
        if (as == "shown") return {shown(value) + "\n"};
        std::ostringstream bytes;
        if (as == "xml")
            leat::save_to(bytes, value, leat::format::xml{});
        else if (as == "text")
            leat::save_to(bytes, value, leat::format::text{});
        else
            leat::save_to(bytes, value);
        return {std::move(bytes).str()};
    }
}

template <auto const& P, std::size_t... V>
constexpr auto dump_table(std::index_sequence<V...>) {
    return std::array<dumped_value (*)(run_record const&, std::string_view, std::string const&),
                      sizeof...(V)>{&dump_value<value_t<P, V>>...};
}

} // namespace leat::detail
