// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/json.hpp>
#include <leat/repo/compare.hpp>
#include <leat/repo/repo.hpp>
#include <leat/support/table_cell.hpp>
#include <leat/view/json.hpp>
#include <leat/view/word.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <tuple>

// What `app ui` answers about single runs, as JSON.
namespace leat::detail {

/// Appends a number; `null` where JSON has none.
inline void print_json_number(std::string& out, double value) {
    std::array<char, 40> text;
    if (!std::isfinite(value)) {
        out += "null";
    } else {
        out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr);
    }
}

/// Appends what `print` appends for each element, as a JSON list.
template <class Range, class Print>
void print_json_list(std::string& out, Range const& all, Print print) {
    out += '[';
    char const* comma = "";
    for (auto const& one : all) {
        out += comma;
        comma = ",";
        print(one);
    }
    out += ']';
}

/// As in `2026-11-21T10:50:50.123Z`.
inline std::string iso_time(std::int64_t since_1970) {
    std::int64_t const ms = since_1970 / 1'000'000;
    std::time_t const second = static_cast<std::time_t>(ms / 1000 - (ms % 1000 < 0));
    std::tm utc{};
    ::gmtime_r(&second, &utc);
    char text[32], all[48];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    std::snprintf(all, sizeof all, "%s.%03dZ", text, static_cast<int>((ms % 1000 + 1000) % 1000));
    return all;
}

/// What has come of a run so far.
struct run_progress {
    std::string mark{};     ///< changes with each point, node, tag and artifact, and with the end
    std::int64_t parts = 0; ///< nodes, tags and artifacts
    std::int64_t wall = -1; ///< ns; -1 where it is not known
    run_status status = run_status::running;
};

inline void print_wall(std::string& out, std::int64_t wall) {
    out += ",\"wall_ns\":" + (wall < 0 ? std::string("null") : std::to_string(wall));
}

/// That of `json(run_info)`, with more of the record.
inline std::string run_text(run_record const& record) {
    std::string text = json(record.details());
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    if (text.ends_with('}')) text.pop_back();
    print_json_member(text, "began", iso_time(since_1970(record.began())));
    print_json_member(text, "reason", record.reason());
    print_json_member(text, "failed_node", record.failed_node());
    print_json_member(text, "program", record.program());
    text += ",\"tags\":";
    print_json_list(text, record.tags(), [&](auto const& tag) { print_json(text, tag); });
    text += ",\"artifacts\":";
    print_json_list(text, record.artifacts(), [&](run_artifact const& kept) {
        text += "{\"name\":";
        print_json(text, kept.name);
        print_json_member(text, "file", kept.file);
        text += ",\"bytes\":" + std::to_string(kept.bytes) + '}';
    });
    return text + '}';
}

/// The metrics of a run that may go on, thinned.
inline std::string metrics_text(run_record const& record, run_progress const& now) {
    std::string out = "{\"id\":";
    print_json(out, record.id());
    print_json_member(out, "status", json_word(now.status));
    print_wall(out, now.wall);
    out += ",\"parts\":" + std::to_string(now.parts) + ",\"metrics\":";
    print_json_list(out, record.details().metrics, [&](metric_series const& one) {
        out += "{\"name\":";
        print_json(out, one.name);
        print_json_member(out, "context", one.context);
        metric_summary const all = one.summary();
        out += ",\"count\":" + std::to_string(all.count);
        for (auto const& [name, value] :
             {std::pair(",\"last\":", all.last), std::pair(",\"min\":", all.least),
              std::pair(",\"max\":", all.greatest), std::pair(",\"mean\":", all.mean)})
            print_json_number(out += name, value);
        out += ",\"points\":";
        print_json_list(out, one.points, [&](auto const& point) {
            out += '[' + std::to_string(point.first) + ',';
            print_json_number(out, point.second);
            out += ']';
        });
        out += '}';
    });
    return out + '}';
}

inline std::string comparison_text(run_comparison const& both) {
    std::string out = "{\"left\":";
    print_json(out, both.left);
    print_json_member(out, "right", both.right);
    out += ",\"rows\":";
    print_json_list(out, both.rows, [&](run_difference const& row) {
        out += "{\"what\":";
        print_json(out, row.what);
        print_json_member(out, "name", row.name);
        auto const [left, right] = cells_of(row.left.value_or(""), row.right.value_or(""));
        for (auto const& [side, text, cell] :
             {std::tuple("left", &row.left, left), std::tuple("right", &row.right, right)})
            if (*text)
                print_json_member(out, side, cell.text);
            else
                out.append(",\"").append(side).append("\":null");
        out += '}';
    });
    return out + '}';
}

} // namespace leat::detail
