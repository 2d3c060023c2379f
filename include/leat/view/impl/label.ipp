// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>
#include <leat/hooks/units.hpp>
#include <leat/view/label.hpp>

namespace leat::detail {

LEAT_DECL void print_label(std::string& out, std::string_view text, std::string_view line) {
    while (!text.empty()) {
        code_point const c = first_code_point(text);
        if (c.value == '\n')
            out += line;
        else if (c.value == '\t')
            out += ' ';
        else if (!is_printable(c) || c.value == 0xFFFE || c.value == 0xFFFF)
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(0, c.size);
        text.remove_prefix(c.size);
    }
}

LEAT_DECL std::string label_of(std::string_view text) {
    std::string out;
    print_label(out, text);
    return out;
}

LEAT_DECL void print_bytes(std::string& out, std::uint64_t bytes) {
    std::uint64_t unit = 1;
    for (char const* name : {" B", " KiB", " MiB", " GiB"}) {
        if (bytes < unit * 1000 && print_scaled(out, bytes, unit)) {
            out += name;
            return;
        }
        unit *= 1024;
    }
    out.append(std::to_string(bytes / unit)).append(" TiB");
}

LEAT_DECL std::string_view status_label(drawing const& d, node_status status) {
    if (status != node_status::pending) return status_word(status);
    return d.run && d.run->status != run_status::running ? "not reached" : "pending";
}

LEAT_DECL std::string second_line(drawing const& d, drawn_node const& drawn) {
    std::string line = drawn.node.caching;
    if (!drawn.report) return line;
    node_report const& report = *drawn.report;
    line.append(line.empty() ? "" : ", ").append(status_label(d, report.status));
    if (report.time.count() > 0) print_duration(line += ", ", report.time);
    if (report.bytes > 0) print_bytes(line += ", ", report.bytes);
    return line;
}

LEAT_DECL std::string edge_label(drawing const& d, drawn_edge const& edge) {
    std::string text;
    if (d.nodes[edge.from].node.outputs.size() > 1) print_label(text, edge.value);
    if (d.types && !edge.type.empty()) {
        text += text.empty() ? "" : ": ";
        print_label(text, edge.type);
    }
    return text;
}

} // namespace leat::detail
