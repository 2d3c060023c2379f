// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/json_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/graph/check.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/repo/repo.hpp>
#include <leat/run/source.hpp>
#include <leat/serial/archive.hpp>
#include <leat/serial/shown.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/nearest.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// `dump NODE`: a value that a run has kept.

namespace leat::detail {

/// The value as text, as one of Boost's archives or as `shown` has it.
template <class T>
std::string dumped(run_record const& run, std::string_view name, std::string const& as) {
    if constexpr (!serializable<T>) {
        throw repo_error("value '" + std::string(name) +
                         "' is of a type that cannot be stored, so no run has kept it");
    } else {
        T const value = run.value<T>(name);
        if (as == "json") return result_json(value).dump();
        if (as == "shown") return shown(value) + "\n";
        std::ostringstream bytes;
        if (as == "xml")
            leat::save_to(bytes, value, leat::format::xml{});
        else if (as == "text")
            leat::save_to(bytes, value, leat::format::text{});
        else
            leat::save_to(bytes, value);
        return std::move(bytes).str();
    }
}

template <auto const& P, std::size_t V>
std::string dump_value(run_record const& run, std::string const& format) {
    using type = value_t<P, V>;
    if constexpr (std::is_void_v<type>)
        throw repo_error("'" + std::string(solved<P>.name(V)) +
                         "' returns nothing that could be written");
    else
        return dumped<type>(run, solved<P>.name(V), format);
}

template <auto const& P, std::size_t... V>
constexpr auto dump_table(std::index_sequence<V...>) {
    return std::array<std::string (*)(run_record const&, std::string const&), sizeof...(V)>{
        &dump_value<P, V>...};
}

/// The run that was asked for, or the newest of the pipeline that has kept the value.
inline run_record run_with(repo const& of, std::string const& id, std::string_view pipeline,
                           std::string_view name) {
    if (!id.empty()) return of.run(id);
    for (run_record const& run : of.runs()) {
        if (run.pipeline() != pipeline) continue;
        for (run_value const& value : run.values())
            if (value.name == name) return run;
    }
    throw repo_error("no run has kept value '" + std::string(name) +
                     "': it was taken from the cache or is in a dataset, or there was no run; "
                     "'runs list' shows the runs");
}

/// The value of that name. Throws: `usage_error`, with the nearest.
template <auto const& P>
std::size_t typed_name(std::string const& name) {
    if (std::size_t const v = find_value<P>(name); v != npos) return v;
    std::size_t const near = nearest_value<P>(name);
    throw usage_error(
        "pipeline '" + std::string(P.name.view()) + "' has no value named '" + name + "'" +
        (near == npos ? "" : "; did you mean '" + std::string(solved<P>.name(near)) + "'?"));
}

template <auto const& P>
void dump_command(repo const& of, typed_command const& typed, std::ostream& out) {
    static constexpr auto table = dump_table<P>(std::make_index_sequence<counts_of<P>.values>{});
    std::string const& name = typed.words.at(0);
    std::size_t const v = typed_name<P>(name);
    run_record const run = run_with(of, typed.run, P.name.view(), name);
    bool const as_json = typed.json && !typed.out;
    std::string const text = table[v](run, as_json ? "json" : typed.format);
    if (as_json)
        return write_json(out,
                          {{"name", name}, {"run", run.id()}, {"value", json_value::parse(text)}});
    if (!typed.out) {
        out << text;
        return;
    }
    atomic_file to(*typed.out);
    to.stream() << text;
    to.commit();
    if (typed.json)
        write_json(
            out, {{"name", name}, {"run", run.id()}, {"file", *typed.out}, {"bytes", text.size()}});
    else
        out << name << ": " << text.size() << " bytes in " << *typed.out << "\n";
}

} // namespace leat::detail
