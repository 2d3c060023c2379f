// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/name_list.hpp>
#include <leat/cli/program_check.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL void find_names(program_parts const& parts, typed_command& typed) {
    std::vector<std::string_view> tags, spaces;
    for (graph_node const& node : parts.graph->nodes)
        tags.insert(tags.end(), node.tags.begin(), node.tags.end());
    for (std::string_view const name : parts.names)
        for (std::size_t dot = name.find('.'); dot != name.npos; dot = name.find('.', dot + 1))
            spaces.push_back(name.substr(0, dot));
    for (std::vector<std::string>* const list : {&typed.only, &typed.from, &typed.to})
        *list = names_in(*list, parts.names);
    typed.tagged = names_in(typed.tagged, tags);
    typed.namespaced = names_in(typed.namespaced, spaces);
}

LEAT_DECL program_words describe_program(program_parts const& parts, std::string name) {
    program_words words{.name = std::move(name), .pipeline = parts.graph->pipeline};
    words.doc = "The pipeline '" + words.pipeline + "'";
    words.values = describe_options(parts.options);
    words.has_repo = !parts.makes_repo;
    words.has_catalog = parts.has_catalog;
    words.takes_jobs = parts.makes_executor;
    for (graph_node const& node : parts.graph->nodes) {
        if (node.kind == node_kind::input || node.kind == node_kind::param) {
            bool const typed = std::ranges::find(words.values, node.name, &program_value::name) !=
                               words.values.end();
            if (!typed) words.untyped.push_back(node.name);
            continue;
        }
        words.nodes.insert(words.nodes.end(), node.outputs.begin(), node.outputs.end());
    }
    return words;
}

LEAT_DECL void check_program(program_parts const& parts, program_words const& program,
                             typed_command const& run, std::vector<std::string> const& asked) {
    program_plan const plan = parts.plan_of(run, asked);
    std::string missing;
    for (std::string_view name : plan.not_given)
        missing += (missing.empty() ? "" : ", ") + option_text(name);
    if (!missing.empty())
        throw usage_error(
            (plan.not_given.size() == 1 ? "an input is missing: " : "inputs are missing: ") +
            missing + "; see '" + program.name + ' ' + run.command + " --help'");
    if (plan.empty) throw usage_error("the slices have no node in common, so nothing would run");
    if (!plan.missing.empty())
        throw usage_error("node '" + plan.missing_for + "' needs value '" + plan.missing +
                          "', which is made outside of the slice and in no dataset; widen the "
                          "slice, as with --to");
}

} // namespace leat::detail
