// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/atomic_file.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/json.hpp>
#include <leat/view/layout.hpp>
#include <leat/view/report.hpp>
#include <leat/view/report_page.hpp>
#include <leat/view/report_script_base.hpp>
#include <leat/view/report_script_compare.hpp>
#include <leat/view/report_script_details.hpp>
#include <leat/view/report_script_graph.hpp>
#include <leat/view/report_script_graph_move.hpp>
#include <leat/view/report_script_metrics.hpp>
#include <leat/view/report_script_nodes.hpp>
#include <leat/view/report_script_start.hpp>
#include <leat/view/report_script_tables.hpp>
#include <leat/view/report_script_times.hpp>
#include <leat/view/report_style.hpp>
#include <leat/view/sha256.hpp>
#include <leat/view/xml_text.hpp>

#include <string_view>

namespace leat::detail {

// In the order of the page's script, which is one function over all of them.
inline constexpr std::string_view report_scripts[] = {
    report_script_base,    report_script_graph, report_script_graph_move, report_script_details,
    report_script_times,   report_script_nodes, report_script_tables,     report_script_metrics,
    report_script_compare, report_script_start};

inline constexpr std::string_view report_head =
    R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="leat">
<meta http-equiv="Content-Security-Policy" content=")";

// The text of its style and of its script, as they are in their elements.
LEAT_DECL std::string report_style_text() { return "\n" + std::string(report_style); }
LEAT_DECL std::string report_script_text() {
    std::string all = "\n";
    for (std::string_view const script : report_scripts) all += script;
    return all;
}

LEAT_DECL std::string report_policy() {
    return "default-src 'none'; style-src 'sha256-" + sha256_base64(report_style_text()) +
           "'; script-src 'sha256-" + sha256_base64(report_script_text()) +
           "'; base-uri 'none'; form-action 'none'";
}

LEAT_DECL void print_layout(json_writer& w, graph_layout const& layout) {
    w.open('{');
    w.key("width").value(layout.width);
    w.key("height").value(layout.height);
    w.key("nodes").open('[');
    for (placed_node const& node : layout.nodes) {
        w.open('{');
        w.key("x").value(node.x);
        w.key("y").value(node.y);
        w.key("width").value(node.width);
        w.key("height").value(node.height);
        w.close('}');
    }
    w.close(']');
    w.key("edges").value(layout.edges);
    w.key("by").value(layout.by);
    w.close('}');
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::string report_html(run_info const& info, report_options const& options) {
    drawing const d = draw(info);
    std::string out(detail::report_head);
    out.append(detail::report_policy()).append("\">\n<title>");
    detail::print_xml_text(out, options.title.empty() ? info.pipeline + " - run " + info.id
                                                      : options.title);
    out.append("</title>\n<style>").append(detail::report_style_text()).append("</style>\n");
    out += "</head>\n";
    out.append("<body>\n").append(detail::report_page);
    out += "<script type=\"application/json\" id=\"data\">{\"view\":";
    out += json(d);
    out += ",\"layout\":";
    detail::json_writer layout(out);
    detail::print_layout(layout, lay_out(d));
    out += ",\"compare\":";
    out += options.compare ? json(*options.compare) : "null";
    out += ",\"title\":";
    detail::print_json(out, options.title);
    out += "}</script>\n<script>";
    out += detail::report_script_text();
    out += "</script>\n</body>\n</html>\n";
    return out;
}

LEAT_DECL void report(std::filesystem::path const& path, run_info const& info,
                      report_options const& options) {
    detail::write_whole(path, report_html(info, options));
}

} // namespace leat
