// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/repo/points.hpp>
#include <leat/repo/run_row.hpp>
#include <leat/info/info.hpp>
#include <leat/serial/archive.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat {

/// A metric of a run, in one context.
struct run_metric {
    std::string name{};
    std::string context{};
    std::uint64_t count = 0;                   ///< of its points
    param_value last{};                        ///< of the greatest step, of equal steps the later one
    std::optional<double> lowest{}, highest{}; ///< of its numbers

    friend bool operator==(run_metric const&, run_metric const&) = default;
};

/// A run that was recorded, alive or ended. What it holds of the run is as of the moment when it
/// was asked for; all else is read when it is asked, and throws `repo_error` when the run was
/// removed meanwhile. Copies are cheap. It does not need the `repo` object to live.
class run_record {
public:
    LEAT_DECL run_record(std::shared_ptr<detail::repo_state> state, std::string id,
                         std::string pipeline, run_status status, std::int64_t began);

    std::string const& id() const noexcept { return id_; }
    std::string const& pipeline() const noexcept { return pipeline_; }
    run_status status() const noexcept { return status_; }
    std::chrono::system_clock::time_point began() const { return detail::time_of(began_); }

    /// Says that it has crashed, where that could not be written.
    void show_crashed() noexcept { status_ = run_status::crashed; }

    /// What the run did. Its status is that of now.
    LEAT_DECL run_info info() const;
    /// The same with its parameters, and with its metrics, thinned to about a thousand points each:
    /// what `leat::report` shows. Cost: reads all points.
    LEAT_DECL run_info details() const;

    /// The structure of its pipeline; null where it was not kept, or is damaged.
    LEAT_DECL std::shared_ptr<structure const> graph() const;

    /// Why it failed or was stopped, or what is wrong with its record; empty without a reason.
    LEAT_DECL std::string reason() const;
    /// The run that it resumed, if it did.
    LEAT_DECL std::optional<std::string> origin() const;
    /// How long it took; 0 while it goes on.
    LEAT_DECL std::chrono::nanoseconds wall() const;
    /// The first node that failed; empty where none did.
    LEAT_DECL std::string failed_node() const;
    /// The version of the code; empty where it was not known.
    LEAT_DECL std::string program() const;
    /// Whether it ran a part of the pipeline.
    LEAT_DECL bool sliced() const;
    /// A value of each node of that part; nothing when it ran all, or when the record is of an
    /// earlier version, which did not say.
    LEAT_DECL std::optional<std::vector<std::string>> slice() const;
    /// What it was to make anew, although the run that it resumed had it.
    LEAT_DECL std::vector<std::string> anew() const;
    /// The values that were asked for by name.
    LEAT_DECL std::vector<std::string> asked() const;

    /// By name.
    LEAT_DECL std::vector<run_param> params() const;

    /// In alphabetical order.
    LEAT_DECL std::vector<std::string> tags() const;

    /// All metrics and what is known of them without reading their points, in the order in which
    /// they were tracked first.
    LEAT_DECL std::vector<run_metric> metric_names() const;

    /// The points of a metric in the order in which they were tracked. Without a context, those
    /// that were tracked without one, or else in the only one there is. Throws `repo_error`, with
    /// the nearest name, when there is none.
    LEAT_DECL std::vector<metric_point> metrics(std::string_view name,
                                                std::optional<std::string_view> context = {}) const;

    LEAT_DECL std::vector<run_artifact> artifacts() const;

    /// The content of an artifact. Throws `repo_error` for an unknown name, and when it is damaged.
    LEAT_DECL std::string artifact(std::string_view name) const;

    /// What it has kept of its inputs and of what its nodes returned, by name.
    LEAT_DECL std::vector<run_value> values() const;

    /// A value that it has kept. Throws `repo_error` for an unknown name, with the nearest one,
    /// when what is stored is damaged or lost, and when it is of another type.
    template <class T>
    T value(std::string_view name) const {
        std::string const bytes = value_bytes(name);
        try {
            return load_from<T>(std::string_view(bytes));
        } catch (error const& e) {
            throw_unloadable(name, e);
        }
    }

private:
    /// Throws where the run is there no more.
    LEAT_DECL detail::repo_use read() const;

    LEAT_DECL std::string text_of(std::string_view column) const;

    LEAT_DECL std::string value_bytes(std::string_view name) const;
    [[noreturn]] LEAT_DECL void throw_unloadable(std::string_view name, error const& why) const;

    template <class Rows>
    typename Rows::value_type const& find(std::string_view what, std::string_view name,
                                          Rows const& all) const;

    LEAT_DECL std::string bytes_of(std::string_view what, std::string_view name,
                                   digest const& content, std::uint64_t size) const;

    std::shared_ptr<detail::repo_state> state_;
    std::string id_, pipeline_;
    run_status status_;
    std::int64_t began_;
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/run_record_details.ipp>
#include <leat/repo/impl/run_record.ipp>
#endif
