// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context.hpp>
#include <leat/call/element_order.hpp>
#include <leat/info/metric_series.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <mutex>
#include <string_view>

namespace leat::detail {

/// What the nodes of a run tell its record, and the log of its metrics, where several run at the
/// same time: in the order in which one thread takes the steps. Points that have a step are told at
/// once, unless the node has told something before that waits. For any number of threads.
class told_by_steps {
public:
    /// Both may be null.
    told_by_steps(run_sink* record, metric_log* log) noexcept : record_(record), log_(log) {}
    told_by_steps(told_by_steps const&) = delete;

    /// What the record threw of something that had to wait, and the step that told it.
    struct refusal {
        std::exception_ptr error{};
        std::size_t step = 0;
    };
    /// A step has been taken: those after it that wait for it are told.
    LEAT_DECL refusal ended(std::size_t step);
    /// No step is taken any more: all that waits is told.
    LEAT_DECL refusal finish();

    /// What one node that runs within a step is given.
    class node final : public run_sink {
    public:
        LEAT_DECL node(told_by_steps& all, std::size_t step, run_options const* given);
        node(node const&) = delete;

        /// Those of the run, with a record that keeps the order.
        run_options const* options() const noexcept { return &options_; }
        /// What goes to the log of metrics.
        run_sink& points() noexcept { return points_; }

        LEAT_DECL void metric(std::string_view name, double value, metric_at const& at) override;
        LEAT_DECL void metric(std::string_view name, std::string_view text,
                              metric_at const& at) override;
        /// At once, as the file may be another one later.
        LEAT_DECL void artifact(std::string_view name, std::filesystem::path const& file) override;
        LEAT_DECL void tag(std::string_view text) override;

    private:
        struct log_points final : run_sink {
            explicit log_points(node& by) noexcept : of(by) {}
            LEAT_DECL void metric(std::string_view name, double value,
                                  metric_at const& at) override;
            void metric(std::string_view, std::string_view, metric_at const&) override {}
            void artifact(std::string_view, std::filesystem::path const&) override {}
            void tag(std::string_view) override {}
            node& of;
        };

        told_by_steps& all_;
        element_order::range step_;
        run_options options_;
        log_points points_{*this};
    };

private:
    LEAT_DECL void tell(element_order::range const& step, told_word const& word);
    LEAT_DECL void say(told_word const& word) const;
    /// Says words that have waited; keeps the first error.
    LEAT_DECL void say_late(std::size_t step, told_word const& word, refusal& first) const noexcept;

    run_sink* record_;
    metric_log* log_;
    std::mutex mutex_{};
    element_order order_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/told_by_steps.ipp>
#endif
