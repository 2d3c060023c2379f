// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_text.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/run_record.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/support/nearest.hpp>

#include <limits>
#include <utility>

namespace leat {

template <class Rows>
typename Rows::value_type const& run_record::find(std::string_view what, std::string_view name,
                                                  Rows const& all) const {
    for (auto const& one : all)
        if (one.name == name) return one;
    std::size_t const near = detail::nearest(
        name, all.size(), [&](std::size_t i) { return std::string_view(all[i].name); });
    throw repo_error("run '" + id_ + "' has no " + std::string(what) + " named '" +
                     std::string(name) + "'" +
                     (near == detail::npos ? "" : "; did you mean '" + all[near].name + "'?"));
}

LEAT_DECL run_record::run_record(std::shared_ptr<detail::repo_state> state, std::string id,
                                 std::string pipeline, run_status status, std::int64_t began)
    : state_(std::move(state)), id_(std::move(id)), pipeline_(std::move(pipeline)), status_(status),
      began_(began) {}

LEAT_DECL std::string run_record::reason() const { return text_of("reason"); }

LEAT_DECL std::optional<std::string> run_record::origin() const {
    std::string id = text_of("origin");
    return id.empty() ? std::nullopt : std::optional(std::move(id));
}

LEAT_DECL std::chrono::nanoseconds run_record::wall() const {
    return std::chrono::nanoseconds(detail::read_number<std::int64_t>(text_of("wall")).value_or(0));
}

LEAT_DECL std::string run_record::failed_node() const { return text_of("failed_node"); }

LEAT_DECL std::string run_record::program() const { return text_of("program"); }

LEAT_DECL bool run_record::sliced() const { return text_of("sliced") != "0"; }

LEAT_DECL std::optional<std::vector<std::string>> run_record::slice() const {
    if (text_of("sliced") != "2") return std::nullopt;
    return detail::split_names(text_of("part"));
}

LEAT_DECL std::vector<std::string> run_record::anew() const {
    return detail::split_names(text_of("anew"));
}

LEAT_DECL std::vector<std::string> run_record::asked() const {
    std::string const names = text_of("asked");
    return names.empty() ? std::vector<std::string>() : detail::split_names(names);
}

LEAT_DECL std::vector<run_param> run_record::params() const {
    auto const use = read();
    detail::statement row(*use, "SELECT name, value, type, rest, given FROM params WHERE run = ?");
    row.bind(id_);
    std::vector<run_param> all;
    while (row.step())
        all.push_back({row.text(0), detail::param_of(row, 1, 3), row.text(2),
                       row.null(4) || row.integer(4) != 0});
    return all;
}

LEAT_DECL std::vector<std::string> run_record::tags() const {
    auto const use = read();
    detail::statement row(*use, "SELECT tag FROM tags WHERE run = ?");
    row.bind(id_);
    std::vector<std::string> all;
    while (row.step()) all.push_back(row.text(0));
    return all;
}

LEAT_DECL std::vector<run_metric> run_record::metric_names() const {
    auto const use = read();
    detail::statement row(*use, "SELECT name, context, count, last, lowest, highest, kind "
                                "FROM metrics WHERE run = ? ORDER BY id");
    row.bind(id_);
    auto const real = [&](int at) {
        return row.null(at) ? std::nullopt : std::optional(row.real(at));
    };
    auto const last = [&]() -> param_value { // SQLite makes nothing of a NaN
        bool const is_nan =
            row.null(3) && row.integer(6) == static_cast<int>(detail::metric_kind::numbers);
        return is_nan ? std::numeric_limits<double>::quiet_NaN() : detail::param_of(row, 3);
    };
    std::vector<run_metric> all;
    while (row.step())
        all.push_back({row.text(0), row.text(1), static_cast<std::uint64_t>(row.integer(2)),
                       last(), real(4), real(5)});
    return all;
}

LEAT_DECL std::vector<run_artifact> run_record::artifacts() const {
    auto const use = read();
    detail::statement row(*use, "SELECT name, file, content, bytes FROM artifacts WHERE run = ?");
    row.bind(id_);
    std::vector<run_artifact> all;
    while (row.step())
        all.push_back({row.text(0), row.text(1), detail::digest_of(row, 2),
                       static_cast<std::uint64_t>(row.integer(3))});
    return all;
}

LEAT_DECL std::string run_record::artifact(std::string_view name) const {
    auto const all = artifacts();
    run_artifact const& found = find("artifact", name, all);
    return bytes_of("artifact", name, found.content, found.bytes);
}

LEAT_DECL std::vector<run_value> run_record::values() const {
    auto const use = read();
    detail::statement row(*use, "SELECT name, key, content, version, bytes, type "
                                "FROM run_values WHERE run = ?");
    row.bind(id_);
    std::vector<run_value> all;
    while (row.step())
        all.push_back({row.text(0), detail::digest_of(row, 1), detail::digest_of(row, 2),
                       detail::digest_of(row, 3), static_cast<std::uint64_t>(row.integer(4)),
                       row.text(5)});
    return all;
}

LEAT_DECL detail::repo_use run_record::read() const {
    auto use = state_->reading("read run '" + id_ + "' in");
    bool there = static_cast<bool>(use);
    if (there) {
        detail::statement row(*use, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
        there = row.bind(id_).step();
    }
    if (!there)
        throw repo_error("run '" + id_ + "' is no longer in the repo '" + state_->shown().string() +
                         "': it was removed meanwhile");
    return use;
}

LEAT_DECL std::string run_record::text_of(std::string_view column) const {
    auto const use = read();
    detail::statement row(*use, "SELECT " + std::string(column) + " FROM runs WHERE id = ?");
    return row.bind(id_).step() ? row.text(0) : "";
}

LEAT_DECL std::string run_record::bytes_of(std::string_view what, std::string_view name,
                                           digest const& content, std::uint64_t size) const {
    std::string why;
    if (auto bytes = get_blob(state_->store(), content, size, &why)) return std::move(*bytes);
    throw repo_error(std::string(what) + " '" + std::string(name) + "' of run '" + id_ +
                     "' is lost: " + why + " in the repo '" + state_->shown().string() +
                     "'; run the pipeline again to make it anew");
}

LEAT_DECL std::string run_record::value_bytes(std::string_view name) const {
    auto const all = values();
    run_value const& found = find("value", name, all);
    return bytes_of("value", name, found.content, found.bytes);
}

LEAT_DECL void run_record::throw_unloadable(std::string_view name, error const& why) const {
    throw repo_error("value '" + std::string(name) + "' of run '" + id_ +
                     "' cannot be loaded: " + why.what());
}

} // namespace leat
