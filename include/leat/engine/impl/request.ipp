// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/request.hpp>
#include <leat/graph/slice_error.hpp>

#include <utility>

namespace leat::detail {

LEAT_DECL run_request::run_request(call_form const& form)
    : asked(form.asked.begin(), form.asked.end()), bound(form.bound.begin(), form.bound.end()),
      slice(form.slice.begin(), form.slice.end()), stored(form.stored.begin(), form.stored.end()),
      exists(form.asked.size()), any_asked(form.any_asked), sliced(form.sliced) {}

LEAT_DECL void run_request::narrow(flags const& holds) {
    for (std::size_t t = 0; t < slice.size(); ++t) slice[t] = holds[t] && (!sliced || slice[t]);
    sliced = true;
}

LEAT_DECL run_plan make_run_plan(graph_view const& g, run_request const& r) {
    run_plan p;
    p.steps.resize(g.item_count());
    p.runs = flags(g.item_count());
    p.needed = flags(g.value_count());
    p.kept = flags(g.value_count());
    p.loaded = flags(g.value_count());
    p.last_step.resize(g.value_count());
    lay_out(g, r, p);
    return p;
}

LEAT_DECL flags items_of_slice(graph_view const& g, slice_kind kind,
                               std::span<std::string_view const> names, std::size_t* unknown) {
    flags holds(g.item_count());
    *unknown = npos;
    for (std::size_t n = 0; n < names.size(); ++n)
        if (!add_members(g, kind, names[n], holds, flags(g.value_count())) && *unknown == npos)
            *unknown = n;
    return holds;
}

LEAT_DECL flags items_of_slice(graph_view const& g, slice_kind kind,
                               std::span<std::string_view const> names) {
    std::size_t unknown = npos;
    flags holds = items_of_slice(g, kind, names, &unknown);
    if (unknown != npos) refuse_slice_name(g, g.pipeline, kind, names[unknown]);
    return holds;
}

LEAT_DECL std::vector<node_report> make_reports(graph_view const& g, run_request const& r,
                                                run_plan const& p) {
    std::vector<node_report> reports;
    reports.reserve(g.item_count());
    for (std::size_t t : g.order) {
        if (!g.is_node(t)) continue;
        node_report& node = reports.emplace_back();
        node.name = g.name_of(t);
        bool overridden = true;
        for (std::size_t v : g.outputs(t)) {
            node.outputs.emplace_back(g.name(v));
            overridden &= r.bound[v];
        }
        node.status = p.runs[t]    ? node_status::pending
                      : overridden ? node_status::overridden
                                   : node_status::skipped;
    }
    return reports;
}

LEAT_DECL std::optional<std::vector<std::string>> slice_names(graph_view const& g,
                                                              run_request const& r,
                                                              run_plan const& p) {
    if (!r.sliced && !r.only_missing) return std::nullopt;
    flags part = r.slice;
    if (r.only_missing) {
        part = flags(part.size());
        for (std::size_t s = 0; s < p.step_count; ++s) part[p.steps[s]] = true;
    }
    std::vector<std::string> names;
    for (std::size_t t = 0; t < part.size(); ++t)
        if (part[t] && g.is_node(t)) names.emplace_back(g.name(g.items[t].first_value));
    return names;
}

} // namespace leat::detail
