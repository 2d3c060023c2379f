// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/impl/json_text.ipp>
#include <leat/cli/runs_command.hpp>
#include <leat/cli/show.hpp>
#include <leat/cli/terminal_text.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/engine/session_record.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/query.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/repo/repo.hpp>
#include <leat/view/dot.hpp>
#include <leat/view/json.hpp>
#include <leat/view/mermaid.hpp>
#include <leat/view/report.hpp>
#include <leat/view/type_text.hpp>
#include <leat/view/word.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <ctime>
#include <map>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace leat::detail {

LEAT_DECL std::string local_time(std::chrono::system_clock::time_point when) {
    std::time_t const seconds = std::chrono::system_clock::to_time_t(when);
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    char text[40];
    std::string time(text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S%z", &parts));
    if (time.size() > 2) time.insert(time.size() - 2, 1, ':'); // +0100 as +01:00
    return time;
}

/// The parameters of each run that another run of its pipeline has not, or has otherwise; of one
/// that is the only run of its pipeline all.
inline std::vector<std::string> params_that_differ(std::span<run_record const> runs) {
    std::vector<std::map<std::string, std::string>> all;
    std::map<std::string, std::size_t> of_pipeline;
    std::map<std::array<std::string, 3>, std::size_t> same; // pipeline, name, text
    for (run_record const& run : runs) {
        ++of_pipeline[run.pipeline()];
        auto& params = all.emplace_back();
        for (run_param const& param : run.params()) {
            std::string const& text = params[param.name] = param.text();
            ++same[{run.pipeline(), param.name, text}];
        }
    }
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        std::size_t const count = of_pipeline[runs[i].pipeline()];
        std::string& text = texts.emplace_back();
        for (auto const& [name, value] : all[i])
            if (!value.empty() && (count == 1 || same[{runs[i].pipeline(), name, value}] < count))
                text.append(text.empty() ? "" : ", ").append(name + " " + value);
    }
    return texts;
}
inline std::string metrics_of(run_record const& run) {
    std::string text;
    for (run_metric const& one : run.metric_names()) {
        std::string const last =
            std::visit([](auto const& value) { return shown(value); }, one.last);
        text.append(text.empty() ? "" : ", ").append(one.name);
        if (!one.context.empty()) text.append(" (" + one.context + ")");
        text.append(" " + last);
    }
    return text;
}

/// A number as it is shown, so that a float is not what a double makes of it.
inline json_value json_of(run_param const& param) {
    return std::visit(
        [&](auto const& value) {
            using value_type = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<value_type, std::monostate>)
                return json_value();
            else if constexpr (std::is_floating_point_v<value_type>)
                return std::isfinite(value)
                           ? json_value(json_value::parse(param.text()).get<double>())
                           : json_value();
            else
                return json_value(value);
        },
        param.value);
}

inline json_value summary(run_record const& run) {
    json_value params = json_value::object();
    for (run_param const& param : run.params()) params[param.name] = json_of(param);
    auto const origin = run.origin();
    auto const began =
        std::chrono::duration_cast<std::chrono::nanoseconds>(run.began().time_since_epoch());
    return {{"id", run.id()},
            {"pipeline", run.pipeline()},
            {"status", json_word(run.status())},
            {"began_ns", began.count()},
            {"wall_ns", run.wall().count()},
            {"origin", origin ? json_value(*origin) : json_value()},
            {"failed_node", run.failed_node()},
            {"reason", run.reason()},
            {"params", params},
            {"tags", run.tags()}};
}

/// Why a run failed, with the node before it and without what is beside it in the list.
inline std::string short_reason(run_record const& run) {
    std::string reason = run.reason();
    std::string const node = run.failed_node();
    std::string const start = "node '" + node + "' of pipeline '" + run.pipeline() + "' failed: ";
    return reason.starts_with(start) ? node + ": " + reason.substr(start.size()) : reason;
}

/// Why one failed and in what they differ comes before when, as the id tells that, too: the last
/// columns may have no room.
inline text_table run_table(std::span<run_record const> runs) {
    bool const one_pipeline = std::ranges::all_of(
        runs, [&](run_record const& run) { return run.pipeline() == runs[0].pipeline(); });
    std::vector<std::string> const params = params_that_differ(runs);
    text_table table({"run", "status", "pipeline", "why", "parameters", "began", "time", "metrics"},
                     "kklwlkrl");
    for (std::size_t i = 0; i < runs.size(); ++i) {
        run_record const& run = runs[i];
        table.add({{run.id(), tint::strong},
                   {std::string(json_word(run.status())), tint_of(run.status())},
                   one_pipeline ? std::string() : run.pipeline(),
                   {short_reason(run), tint::quiet},
                   params[i],
                   local_time(run.began()),
                   duration_text(run.wall()),
                   metrics_of(run)});
    }
    return table;
}

LEAT_DECL void runs_command::list(std::ostream& errors) const {
    run_list const found =
        typed_.words.empty() ? run_list{repo_.runs(), {}} : repo_.runs(typed_.words[0]);
    std::size_t const shown =
        typed_.limit == 0 ? found.size() : std::min(typed_.limit, found.size());
    for (std::string const& note : found.notes)
        (typed_.json ? errors : out_) << printable(note) << "\n";
    if (typed_.json) {
        json_value all = json_value::array();
        for (std::size_t i = 0; i < shown; ++i) all.push_back(summary(found[i]));
        write_json(out_, all);
        return;
    }
    text_table const table = run_table(std::span(found).first(shown));
    if (table.empty())
        out_ << (typed_.words.empty() ? "No runs yet.\n" : "No run is like that.\n");
    else
        out_ << table.text(style_);
    if (shown < found.size()) out_ << found.size() - shown << " more; see --limit\n";
}

LEAT_DECL void runs_command::show() const {
    run_record const run = named(typed_.words.empty() ? "" : typed_.words[0]);
    run_info const info = run.details();
    if (typed_.report) report(*typed_.report, info);
    if (typed_.json)
        out_ << json(info) << "\n";
    else if (typed_.dot)
        out_ << dot(info);
    else if (typed_.mermaid)
        out_ << mermaid(info);
    else
        print(run, info);
    if (typed_.report) say_where(*typed_.report);
}

LEAT_DECL bool runs_command::remove(std::ostream& errors) const {
    std::vector<std::string> ids;
    for (std::string const& word : typed_.words) ids.push_back(named(word).id());
    auto const done = repo_.remove(std::span<std::string const>(ids));
    for (auto const& [id, why] : done.failed) errors << id << ": " << printable(why) << "\n";
    std::size_t const gone = ids.size() - done.failed.size();
    if (typed_.json) {
        json_value kept = json_value::array();
        for (auto const& one : done.failed) kept.push_back(one.first);
        write_json(out_, {{"removed", gone}, {"failed", kept}});
    } else {
        out_ << count_of(gone, "run") << " removed\n";
    }
    return done.failed.empty();
}

LEAT_DECL void runs_command::collect() const {
    repo_limits limits{.keep_runs = typed_.keep_runs, .part = repo_part::runs, .dry_run = true};
    if (typed_.max_bytes) limits.max_bytes = *typed_.max_bytes;
    if (typed_.older_than) limits.older_than = *typed_.older_than;
    repo_collected gone = repo_.collect(limits);
    if (!typed_.json) {
        std::vector<run_record> runs;
        for (std::string const& id : gone.removed) runs.push_back(repo_.run(id));
        if (!runs.empty()) out_ << run_table(runs).text(style_) << std::flush;
    }
    limits.dry_run = typed_.dry_run;
    if (!typed_.dry_run) gone = repo_.collect(limits);
    if (typed_.json)
        write_json(out_,
                   {{"runs", gone.removed}, {"bytes", gone.bytes}, {"dry_run", typed_.dry_run}});
    else
        out_ << count_of(gone.runs, "run") << " and " << bytes_text(gone.bytes)
             << (typed_.dry_run ? " would be removed\n" : " removed\n");
}

LEAT_DECL void runs_command::compare() const {
    run_record const left = named(typed_.words[0]), right = named(typed_.words[1]);
    if (typed_.report) {
        report(*typed_.report, left.details(), {.compare = right.details()});
        say_where(*typed_.report);
    }
    run_comparison const found = repo_.compare(left.id(), right.id());
    if (!typed_.json) {
        out_ << (found.rows.empty() ? "They do not differ.\n" : printable(found.to_text()));
        return;
    }
    json_value rows = json_value::array();
    auto const text = [](std::optional<std::string> const& one) {
        return one ? json_value(*one) : json_value();
    };
    for (run_difference const& row : found.rows)
        rows.push_back({{"what", row.what},
                        {"name", row.name},
                        {"left", text(row.left)},
                        {"right", text(row.right)}});
    json_value const all{{"left", found.left},
                         {"right", found.right},
                         {"rows", rows},
                         {"followers", found.followers}};
    write_json(out_, all);
}

LEAT_DECL run_record runs_command::named(std::string_view id) const {
    if (!id.empty() && id != "latest") return repo_.run(id);
    if (auto newest = repo_.latest()) return *std::move(newest);
    throw repo_error("there are no runs in '" + repo_.path().string() + "' yet");
}

LEAT_DECL void runs_command::print(run_record const& run, run_info const& info) const {
    out_ << run_line(info, style_);
    out_ << "began " << local_time(run.began()) << "\n";
    if (std::string const reason = run.reason(); !reason.empty()) out_ << printable(reason) << "\n";
    if (auto const tags = run.tags(); !tags.empty())
        out_ << "tags: " << printable_line(joined(tags)) << "\n";
    out_ << "\n" << nodes_table(info, style_);
    text_table params({"parameter", "value", "type", ""}, "llll");
    std::vector<run_value> const values = run.values();
    for (run_param const& param : run.params()) {
        std::string type;
        print_type(type, param.type);
        auto const files = std::ranges::find(values, files_of(param.name), &run_value::name);
        std::string const content =
            files == values.end() ? "" : ", content " + files->version.to_string().substr(0, 8);
        params.add({param.name,
                    param.text() + content,
                    {type, tint::quiet},
                    {param.given ? "" : "by default", tint::quiet}});
    }
    if (!params.empty()) out_ << "\n" << params.text(style_);
    text_table metrics({"metric", "context", "last", "lowest", "highest", "points"}, "llrrrr");
    for (run_metric const& one : run.metric_names()) {
        auto const number = [](std::optional<double> v) { return v ? shown(*v) : ""; };
        metrics.add({one.name, one.context,
                     std::visit([](auto const& value) { return shown(value); }, one.last),
                     number(one.lowest), number(one.highest), std::to_string(one.count)});
    }
    if (!metrics.empty()) out_ << "\n" << metrics.text(style_);
}

LEAT_DECL void runs_command::say_where(std::string const& file) const {
    if (!typed_.json && !typed_.dot && !typed_.mermaid) out_ << "report: " << file << "\n";
}

} // namespace leat::detail
