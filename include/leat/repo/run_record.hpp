// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/run_row.hpp>
#include <leat/repo/state.hpp>
#include <leat/serial/archive.hpp>
#include <leat/support/nearest.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// A metric of a run, in one context.
struct run_metric {
    std::string name{};
    std::string context{};
    std::uint64_t count = 0;                   ///< of its points
    param_value last{};                        ///< nothing when it was NaN
    std::optional<double> lowest{}, highest{}; ///< of its numbers

    friend bool operator==(run_metric const&, run_metric const&) = default;
};

/// A run that was recorded, alive or ended. What it holds of the run is as of the moment when it
/// was asked for; all else is read when it is asked, and throws `repo_error` when the run was
/// removed meanwhile. Copies are cheap. It does not need the `repo` object to live.
class run_record {
public:
    run_record(std::shared_ptr<detail::repo_state> state, std::string id, std::string pipeline,
               run_status status, std::int64_t began)
        : state_(std::move(state)), id_(std::move(id)), pipeline_(std::move(pipeline)),
          status_(status), began_(began) {}

    std::string const& id() const noexcept { return id_; }
    std::string const& pipeline() const noexcept { return pipeline_; }
    run_status status() const noexcept { return status_; }
    std::chrono::system_clock::time_point began() const { return detail::time_of(began_); }

    /// Says that it has crashed, where that could not be written.
    void show_crashed() noexcept { status_ = run_status::crashed; }

    /// What the run did. Its status is that of now.
    run_info info() const;
    /// The same with its parameters, and with its metrics, thinned to about a thousand points each:
    /// what `leat::report` shows. Cost: reads all points.
    run_info details() const;

    /// The structure of its pipeline; null where it was not kept, or is damaged.
    std::shared_ptr<structure const> graph() const;

    /// Why it failed or was stopped, or what is wrong with its record; empty without a reason.
    std::string reason() const { return text_of("reason"); }
    /// The run that it resumed, if it did.
    std::optional<std::string> origin() const {
        std::string id = text_of("origin");
        return id.empty() ? std::nullopt : std::optional(std::move(id));
    }
    /// How long it took; 0 while it goes on.
    std::chrono::nanoseconds wall() const {
        return std::chrono::nanoseconds(
            detail::read_number<std::int64_t>(text_of("wall")).value_or(0));
    }
    /// The first node that failed; empty where none did.
    std::string failed_node() const { return text_of("failed_node"); }
    /// The version of the code; empty where it was not known.
    std::string program() const { return text_of("program"); }
    /// Whether it ran a part of the pipeline.
    bool sliced() const { return text_of("sliced") != "0"; }
    /// A value of each node of that part; nothing when it ran all, or when the record is of an
    /// earlier version, which did not say.
    std::optional<std::vector<std::string>> slice() const {
        if (text_of("sliced") != "2") return std::nullopt;
        return detail::split_names(text_of("part"));
    }
    /// What it was to make anew, although the run that it resumed had it.
    std::vector<std::string> anew() const { return detail::split_names(text_of("anew")); }
    /// The values that were asked for by name.
    std::vector<std::string> asked() const {
        std::string const names = text_of("asked");
        return names.empty() ? std::vector<std::string>() : detail::split_names(names);
    }

    /// By name.
    std::vector<run_param> params() const {
        auto const use = read();
        detail::statement row(*use, "SELECT name, value, type FROM params WHERE run = ?");
        row.bind(id_);
        std::vector<run_param> all;
        while (row.step()) all.push_back({row.text(0), detail::param_of(row, 1), row.text(2)});
        return all;
    }

    /// In alphabetical order.
    std::vector<std::string> tags() const {
        auto const use = read();
        detail::statement row(*use, "SELECT tag FROM tags WHERE run = ?");
        row.bind(id_);
        std::vector<std::string> all;
        while (row.step()) all.push_back(row.text(0));
        return all;
    }

    /// All metrics and what is known of them without reading their points, in the order in which
    /// they were tracked first.
    std::vector<run_metric> metric_names() const {
        auto const use = read();
        detail::statement row(*use, "SELECT name, context, count, last, lowest, highest "
                                    "FROM metrics WHERE run = ? ORDER BY id");
        row.bind(id_);
        auto const real = [&](int at) {
            return row.null(at) ? std::nullopt : std::optional(row.real(at));
        };
        std::vector<run_metric> all;
        while (row.step())
            all.push_back({row.text(0), row.text(1), static_cast<std::uint64_t>(row.integer(2)),
                           detail::param_of(row, 3), real(4), real(5)});
        return all;
    }

    /// The points of a metric in the order in which they were tracked. Without a context, those
    /// that were tracked without one, or else in the only one there is. Throws `repo_error`, with
    /// the nearest name, when there is none.
    std::vector<metric_point> metrics(std::string_view name,
                                      std::optional<std::string_view> context = {}) const;

    std::vector<run_artifact> artifacts() const {
        auto const use = read();
        detail::statement row(*use,
                              "SELECT name, file, content, bytes FROM artifacts WHERE run = ?");
        row.bind(id_);
        std::vector<run_artifact> all;
        while (row.step())
            all.push_back({row.text(0), row.text(1), detail::digest_of(row, 2),
                           static_cast<std::uint64_t>(row.integer(3))});
        return all;
    }

    /// The content of an artifact. Throws `repo_error` for an unknown name, and when it is damaged.
    std::string artifact(std::string_view name) const {
        auto const all = artifacts();
        run_artifact const& found = find("artifact", name, all);
        return bytes_of("artifact", name, found.content, found.bytes);
    }

    /// What it has kept of its inputs and of what its nodes returned, by name.
    std::vector<run_value> values() const {
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

    /// A value that it has kept. Throws `repo_error` for an unknown name, with the nearest one,
    /// when what is stored is damaged or lost, and when it is of another type.
    template <class T>
    T value(std::string_view name) const {
        auto const all = values();
        run_value const& found = find("value", name, all);
        std::string const bytes = bytes_of("value", name, found.content, found.bytes);
        try {
            return load_from<T>(std::string_view(bytes));
        } catch (error const& e) {
            throw repo_error("value '" + std::string(name) + "' of run '" + id_ +
                             "' cannot be loaded: " + e.what());
        }
    }

private:
    /// Throws where the run is there no more.
    detail::repo_use read() const {
        auto use = state_->reading("read run '" + id_ + "' in");
        bool there = static_cast<bool>(use);
        if (there) {
            detail::statement row(*use, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
            there = row.bind(id_).step();
        }
        if (!there)
            throw repo_error("run '" + id_ + "' is no longer in the repo '" +
                             state_->shown().string() + "': it was removed meanwhile");
        return use;
    }

    std::string text_of(std::string_view column) const {
        auto const use = read();
        detail::statement row(*use, "SELECT " + std::string(column) + " FROM runs WHERE id = ?");
        return row.bind(id_).step() ? row.text(0) : "";
    }

    template <class Rows>
    typename Rows::value_type const& find(std::string_view what, std::string_view name,
                                          Rows const& all) const {
        for (auto const& one : all)
            if (one.name == name) return one;
        std::size_t const near = detail::nearest(
            name, all.size(), [&](std::size_t i) { return std::string_view(all[i].name); });
        throw repo_error("run '" + id_ + "' has no " + std::string(what) + " named '" +
                         std::string(name) + "'" +
                         (near == detail::npos ? "" : "; did you mean '" + all[near].name + "'?"));
    }

    std::string bytes_of(std::string_view what, std::string_view name, digest const& content,
                         std::uint64_t size) const {
        std::string why;
        if (auto bytes = get_blob(state_->store(), content, size, &why)) return std::move(*bytes);
        throw repo_error(std::string(what) + " '" + std::string(name) + "' of run '" + id_ +
                         "' is lost: " + why + " in the repo '" + state_->shown().string() +
                         "'; run the pipeline again to make it anew");
    }

    std::shared_ptr<detail::repo_state> state_;
    std::string id_, pipeline_;
    run_status status_;
    std::int64_t began_;
};

} // namespace leat
