// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/show.hpp>
#include <leat/cli/terminal_text.hpp>
#include <leat/hooks/units.hpp>
#include <leat/info/info.hpp>
#include <leat/memo/caching_memo.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/label.hpp>
#include <leat/view/word.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

LEAT_DECL std::string joined(std::vector<std::string> const& words) {
    std::string all;
    for (std::string const& word : words) all.append(all.empty() ? "" : ", ").append(word);
    return all;
}

LEAT_DECL std::string duration_text(std::chrono::nanoseconds time) {
    std::string text;
    if (time.count() > 0) print_duration(text, time);
    return text;
}

LEAT_DECL std::string bytes_text(std::uint64_t bytes) {
    std::string text;
    print_bytes(text, bytes);
    return text;
}

LEAT_DECL std::string structure_table(drawing const& d, text_style style) {
    text_table table({"name", "kind", "from", d.types ? "type" : "", "options", "what it is"},
                     "lkllll");
    for (drawn_node const& one : d.nodes) {
        std::string options = one.node.caching;
        auto const add = [&](std::string const& word) {
            options.append(options.empty() ? "" : ", ").append(word);
        };
        if (one.node.guarded) add("guarded");
        for (std::string const& tag : one.node.tags) add("#" + tag);
        table.add({{one.node.name, tint::strong},
                   json_word(one.node.kind),
                   joined(one.node.inputs),
                   d.types ? joined(one.node.types) : std::string(),
                   options,
                   {one.node.doc, tint::quiet}});
    }
    return table.text(style);
}

LEAT_DECL std::string nodes_table(run_info const& info, text_style style) {
    text_table table({"node", "what", "time", "attempts", "bytes", "why"}, "lkrrrl");
    for (node_report const& node : info.nodes) {
        bool const planned = info.status == run_status::running;
        std::string what(status_word(node.status));
        if (node.status == node_status::pending && planned)
            what = node.reason.starts_with(unknown_yet) ? "may run" : "would run";
        table.add({{node.name, tint::strong},
                   {what, tint_of(node.status)},
                   duration_text(node.time),
                   node.attempts > 1 ? std::to_string(node.attempts) : std::string(),
                   node.bytes > 0 ? bytes_text(node.bytes) : std::string(),
                   {node.reason, tint::quiet}});
    }
    return table.text(style);
}

/// `5 ran, 2 from the cache`.
inline std::string count_nodes(run_info const& info) {
    std::string text;
    for (node_status status :
         {node_status::ran, node_status::hit, node_status::resumed, node_status::skipped,
          node_status::overridden, node_status::failed, node_status::pending}) {
        std::size_t count = 0;
        for (node_report const& node : info.nodes) count += node.status == status ? 1 : 0;
        if (count > 0)
            text.append(text.empty() ? "" : ", ")
                .append(std::to_string(count) + " ")
                .append(status_word(status));
    }
    return text;
}

LEAT_DECL std::string run_line(run_info const& info, text_style style) {
    std::string text = printable_line(info.pipeline) + " ";
    add_tinted(text, json_word(info.status), tint_of(info.status), style);
    if (info.wall.count() > 0) text += " in " + duration_text(info.wall);
    text += ": " + count_nodes(info);
    if (!info.id.empty()) text += "; run " + info.id;
    if (info.origin) text += ", which went on from " + *info.origin;
    return text + "\n";
}

} // namespace leat::detail
