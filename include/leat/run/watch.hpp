// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/node_visit.hpp>
#include <leat/run/result.hpp>
#include <leat/run/step.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

namespace leat::detail {

// Hooks in a run that the compiler has laid out. The nodes that no hook is told of are those of the
// bare run, to the instruction; only the others are visited.

template <auto const& P, class Hooks, std::size_t... Item>
consteval auto find_observed(std::index_sequence<Item...>) {
    return std::array<bool, sizeof...(Item)>{[] {
        if constexpr (solved<P>.items[Item].kind == kind::node)
            return observed<P, Item, Hooks>;
        else
            return false;
    }()...};
}
template <auto const& P, class Hooks>
inline constexpr auto is_observed =
    find_observed<P, Hooks>(std::make_index_sequence<counts_of<P>.items>{});

/// What such a run notes of itself: how far it came, and the times of the nodes observed.
template <class Layout, class Hooks>
struct run_record {
    static constexpr auto const& P = Layout::pipeline;
    static constexpr std::size_t place_of(std::size_t item) {
        std::size_t place = 0;
        for (std::size_t t = 0; t < item; ++t) place += is_observed<P, Hooks>[t] ? 1 : 0;
        return place;
    }

    std::chrono::nanoseconds wall{};
    std::chrono::nanoseconds hook_time{};
    std::array<std::chrono::nanoseconds, place_of(Layout::size.items)> times{};
    run_status status = run_status::running;
    std::size_t reached = 0; ///< the step at which it is, or ended
    bool ran = false;        ///< and whether the node there had run

    /// Completes a report with what was noted.
    void complete(run_info& info) const {
        info.wall = wall;
        info.hook_time = hook_time;
        info.status = status;
        for (std::size_t s = 0; s < Layout::laid_out.step_count; ++s) {
            std::size_t const t = Layout::laid_out.steps[s];
            node_report& node = info.nodes[node_position<P>[t]];
            if (s < reached || (s == reached && ran))
                node.status = node_status::ran;
            else if (s == reached && status == run_status::failed)
                node.status = node_status::failed;
            else
                node.status = node_status::pending;
            node.attempts = s < reached || (s == reached && status == run_status::failed) ? 1 : 0;
            if (is_observed<P, Hooks>[t]) node.time = times[place_of(t)];
        }
    }
};

/// The values of a run, for hooks.
template <class Layout>
struct laid_out_values {
    frame<Layout> const& f;
    template <std::size_t V>
    auto const& value() const noexcept {
        return value_of<V>(f);
    }
};

template <class Point, auto const& P, std::size_t Item, class Hooks>
inline constexpr bool reports_to_any = false;
template <class Point, auto const& P, std::size_t Item, class... Hook>
inline constexpr bool reports_to_any<Point, P, Item, hook_list<Hook...>> =
    (node_ways<Point, Hook, P, Item>::needs_report() || ...);

/// Who observes a run: the hooks, and the record of it.
template <class Layout, class Hooks>
class watch {
    static constexpr auto const& P = Layout::pipeline;

public:
    using record = run_record<Layout, Hooks>;
    template <std::size_t Item>
    static constexpr bool observes = is_observed<P, Hooks>[Item];

    watch(Hooks const& hooks, run_log& log, record& noted) noexcept
        : hooks_(&hooks), log_(&log), noted_(&noted) {}

    record const& noted() const noexcept {
        ended(run_status::completed);
        noted_->reached = npos;
        return *noted_;
    }

    void failed(std::size_t step, bool ran) const noexcept {
        ended(run_status::failed);
        noted_->reached = step;
        noted_->ran = ran;
    }
    void stopped(std::size_t step) const noexcept {
        ended(run_status::stopped);
        noted_->reached = step;
    }

    /// Runs the node at `Step`, and tells the hooks.
    template <std::size_t Step>
    void step(frame<Layout> const& f, run_options const* options) const {
        constexpr std::size_t t = Layout::laid_out.steps[Step];
        laid_out_values<Layout> const values{f};
        node_visit<P, t, laid_out_values<Layout>, Hooks> visit(*hooks_, values, *log_);
        if (visit.before()) visit.run([&] { compute<Step>(f, options, visit); });
        noted_->times[record::place_of(t)] = visit.time();
        if constexpr (reports_to_any<after_node_run_point, P, t, Hooks>) {
            node_report report;
            report.name = item_name<P, t>.view();
            report.status = visit.ran() ? node_status::ran : node_status::failed;
            report.attempts = 1;
            report.time = visit.time();
            for (std::string_view output : node_words<P, t>::outputs)
                report.outputs.emplace_back(output);
            visit.after(&report);
        } else {
            visit.after(nullptr);
        }
        if (visit.failed()) {
            if (visit.ran()) release_step<Step>(f);
            fail<Layout>(f.managed, Step, visit.failed(), visit.ran(), *this);
        }
    }

private:
    void ended(run_status status) const noexcept {
        noted_->status = status;
        noted_->wall = clock::now() - log_->began;
        noted_->hook_time = log_->hook_time;
    }

    Hooks const* hooks_;
    run_log* log_;
    record* noted_;
};

} // namespace leat::detail
