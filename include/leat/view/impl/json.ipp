// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/structure.hpp>
#include <leat/hooks/json.hpp>
#include <leat/info/metric_series.hpp>
#include <leat/view/json.hpp>
#include <leat/view/type_text.hpp>
#include <leat/view/word.hpp>

#include <array>
#include <charconv>
#include <cmath>

namespace leat::detail {

LEAT_DECL void json_writer::open(char bracket) {
    separate();
    out_ += bracket;
    first_ = true;
}

LEAT_DECL void json_writer::close(char bracket) {
    out_ += bracket;
    first_ = false;
}

LEAT_DECL json_writer& json_writer::key(std::string_view name) {
    separate();
    out_.append("\"").append(name).append("\":");
    first_ = true;
    return *this;
}

LEAT_DECL void json_writer::value(std::string_view text) {
    separate();
    print_json(out_, text);
}

LEAT_DECL void json_writer::value(double number) { // JSON has no infinity
    std::array<char, 32> text;
    auto const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    raw(std::isfinite(number) ? std::string_view(text.data(), end) : "null");
}

LEAT_DECL void json_writer::value(std::vector<std::string> const& texts) {
    open('[');
    for (std::string const& text : texts) value(std::string_view(text));
    close(']');
}

LEAT_DECL void json_writer::raw(std::string_view text) {
    separate();
    out_ += text;
}

LEAT_DECL void json_writer::separate() {
    if (!first_) out_ += ',';
    first_ = false;
}

LEAT_DECL void print_report(json_writer& w, node_report const& report) {
    w.key("status").value(json_word(report.status));
    w.key("attempts").value(report.attempts);
    w.key("time_ns").value(report.time);
    w.key("began_ns").value(report.began);
    w.key("thread").value(report.thread);
    w.key("bytes").value(report.bytes);
    w.key("key").value(report.key == digest{} ? std::string() : report.key.to_string());
    w.key("reason").value(report.reason);
}

LEAT_DECL void print_node(json_writer& w, drawn_node const& drawn) {
    graph_node const& node = drawn.node;
    w.open('{');
    w.key("name").value(node.name);
    w.key("kind").value(json_word(node.kind));
    w.key("outputs").value(node.outputs);
    w.key("inputs").value(node.inputs);
    w.key("types").value(node.types);
    w.key("tags").value(node.tags);
    w.key("doc").value(node.doc);
    w.key("caching").value(node.caching);
    w.key("guarded").value(node.guarded);
    if (drawn.report) print_report(w, *drawn.report);
    w.close('}');
}

LEAT_DECL void print_run(json_writer& w, run_info const& run) {
    w.open('{');
    w.key("id").value(run.id);
    w.key("status").value(json_word(run.status));
    w.key("origin");
    if (run.origin)
        w.value(*run.origin);
    else
        w.null();
    if (run.began != std::chrono::system_clock::time_point())
        w.key("began_ms")
            .value(
                std::chrono::duration_cast<std::chrono::milliseconds>(run.began.time_since_epoch())
                    .count());
    w.key("wall_ns").value(run.wall);
    w.key("hook_time_ns").value(run.hook_time);
    w.key("params").open('[');
    for (shown_param const& param : run.params) {
        w.open('{');
        w.key("name").value(param.name);
        w.key("text").value(param.text);
        std::string type;
        print_type(type, param.type);
        w.key("type").value(type);
        w.key("given").value(param.given);
        w.close('}');
    }
    w.close(']');
    w.key("metrics").open('[');
    for (metric_series const& series : run.metrics) {
        w.open('{');
        w.key("name").value(series.name);
        w.key("context").value(series.context);
        metric_summary const all = series.summary();
        w.key("count").value(all.count);
        w.key("not_finite").value(all.not_finite);
        w.key("last").value(all.last);
        w.key("min").value(all.least);
        w.key("max").value(all.greatest);
        w.key("mean").value(all.mean);
        w.key("points").open('[');
        for (auto const& [step, number] : series.points) {
            w.open('[');
            w.value(step);
            w.value(number);
            w.close(']');
        }
        w.close(']');
        w.close('}');
    }
    w.close(']');
    w.close('}');
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::string json(drawing const& d) {
    std::string out;
    detail::json_writer w(out);
    w.open('{');
    w.key("schema").value("leat-view/1");
    w.key("pipeline").value(d.pipeline);
    w.key("nodes").open('[');
    for (drawn_node const& node : d.nodes) detail::print_node(w, node);
    w.close(']');
    w.key("edges").open('[');
    for (drawn_edge const& edge : d.edges) {
        w.open('{');
        w.key("from").value(edge.from);
        w.key("to").value(edge.to);
        w.key("value").value(edge.value);
        w.key("type").value(edge.type);
        w.close('}');
    }
    w.close(']');
    if (d.run) {
        w.key("run");
        detail::print_run(w, *d.run);
    }
    w.close('}');
    return out;
}

} // namespace leat
