// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/program.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/graph/describe.hpp>
#include <leat/graph/plan.hpp>
#include <leat/graph/slice_error.hpp>
#include <leat/run/step.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// Reports an input that nothing can give to a program.
template <auto const& P, class Info>
consteval bool check_main() {
    if constexpr (mistakes<P> > 0) {
        return valid<P> && false;
    } else if constexpr (constexpr std::size_t v = Info::unreachable; v != npos) {
        using where = typename mistake::pipeline<pipeline_name<P>>::run;
        static_assert(
            refused_because<typename where::template input_not_bound<
                value_name<P, v>>::template of_type<value_t<P, v>>>,
            "leat: a program needs an input that cannot be typed on a command line. Bind it: "
            "leat::main<p>(argc, argv, \"name\"_n = value), or store it in a catalog.");
        return false;
    } else {
        return true;
    }
}

/// What the command line of a program is made from.
template <auto const& P, class Values, class Services>
program_words describe_program(std::string name) {
    program_words words{.name = std::move(name), .pipeline = std::string(P.name.view())};
    words.doc = "The pipeline '" + words.pipeline + "'";
    words.values = Values::describe();
    words.has_repo = !Services::makes_repo;
    words.has_catalog = Services::has_catalog;
    words.takes_jobs = Services::makes_executor;
    for (graph_node const& node : structure_of<P>()->nodes) {
        if (node.kind == node_kind::input || node.kind == node_kind::param) continue;
        words.nodes.insert(words.nodes.end(), node.outputs.begin(), node.outputs.end());
    }
    return words;
}

/// A slice of names that were typed, which outlive it.
template <slice_kind Kind>
listed_slice<Kind> listed(std::vector<std::string> const& names) {
    return {{names.begin(), names.end()}};
}

/// Narrows the request by names that were typed. Throws: `usage_error`.
template <auto const& P, slice_kind Kind>
void narrow_typed(request<counts_of<P>>& r, std::vector<std::string> const& names) {
    try {
        narrow_by<layout<P, asked_names<>>>(r, listed<Kind>(names));
    } catch (error const& e) {
        throw usage_error(e.what());
    }
}

/// Whether what was typed makes a run that can begin: names of slices, and inputs that are needed.
/// `exists`: the values that a dataset holds; `asked`: those that a run which is resumed asked for.
/// Throws: `usage_error`.
template <auto const& P, class Info, class Values>
void check_program(program_words const& program, typed_command const& typed, Values const& values,
                   std::array<bool, counts_of<P>.values> const& exists,
                   std::vector<std::string> const& asked = {}) {
    request<counts_of<P>> r;
    r.exists = exists;
    for (std::string const& name : asked)
        if (std::size_t const v = find_value<P>(name); v != npos) r.any_asked = r.asked[v] = true;
    for (std::size_t v = 0; v < counts_of<P>.values; ++v) {
        r.bound[v] = Info::bound[v] || values.has(v);
        r.stored[v] = Info::stored[v];
    }
    r.only_missing = typed.only_missing;
    narrow_typed<P, slice_kind::only>(r, typed.only);
    narrow_typed<P, slice_kind::from>(r, typed.from);
    narrow_typed<P, slice_kind::to>(r, typed.to);
    narrow_typed<P, slice_kind::tagged>(r, typed.tagged);
    narrow_typed<P, slice_kind::namespaced>(r, typed.namespaced);
    auto const p = make_plan(solved<P>, r);
    std::string missing;
    std::size_t count = 0;
    for (std::size_t v = 0; v < counts_of<P>.values; ++v) {
        if (!Info::typed[v] || !p.needed[v] || r.bound[v]) continue;
        if (solved<P>.items[solved<P>.maker[v]].kind != kind::input) continue;
        missing += (++count > 1 ? ", " : "") + option_text(solved<P>.name(v));
    }
    if (count > 0)
        throw usage_error((count == 1 ? "an input is missing: " : "inputs are missing: ") +
                          missing + "; see '" + program.name + ' ' + typed.command + " --help'");
    if (p.empty) throw usage_error("the slices have no node in common, so nothing would run");
    if (p.missing != npos)
        throw usage_error(
            "node '" +
            name_of_item<P>(p.missing_for == npos ? solved<P>.maker[p.missing] : p.missing_for) +
            "' needs value '" + std::string(solved<P>.name(p.missing)) +
            "', which is made outside of the slice and in no dataset; widen the "
            "slice, as with --to");
}

} // namespace leat::detail
