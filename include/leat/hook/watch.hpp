// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hook/typed_visit.hpp>
#include <leat/run/result.hpp>
#include <leat/run/step.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <exception>
#include <string>

namespace leat::detail {

// Hooks in a run that the compiler has laid out. Unobserved nodes are those of the bare run, to the
// instruction; only observed nodes are visited.

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

/// What such a run keeps about itself: its progress, and the times of the observed nodes.
template <class Layout, class Hooks>
struct watched_run {
    static constexpr auto const& P = Layout::pipeline;
    /// For each item, the number of observed items before it. The last one counts all.
    static constexpr auto places = [] {
        std::array<std::size_t, Layout::size.items + 1> count{};
        for (std::size_t t = 0; t < Layout::size.items; ++t)
            count[t + 1] = count[t] + (is_observed<P, Hooks>[t] ? 1 : 0);
        return count;
    }();

    std::chrono::nanoseconds wall{};
    std::chrono::nanoseconds hook_time{};
    std::array<std::chrono::nanoseconds, places[Layout::size.items]> times{};
    run_status status = run_status::running;
    std::size_t reached = 0; ///< the current step, or the last one
    bool ran = false;        ///< whether the node of that step has run
    std::string error{};     ///< of a run that failed

    /// Adds what was kept to a report.
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
            if (s == reached && !error.empty()) node.reason = error;
            if (is_observed<P, Hooks>[t]) node.time = times[places[t]];
        }
    }
};

/// The values of a step, for hooks.
template <class Layout, class Trivial>
struct laid_out_values {
    frame<Layout, Trivial> const& f;
    template <std::size_t V>
    auto const& value() const noexcept {
        return value_of<V>(f);
    }
};

/// A copy of the slots that an observed node uses. Hooks get references, and a value that is
/// referred to must be in memory. With a copy this is so for this node alone, and other nodes keep
/// their values in registers.
template <class Layout, std::size_t Item>
struct nearby {
    static constexpr auto const& P = Layout::pipeline;
    static constexpr item it = solved<P>.items[Item];

    static constexpr std::array<bool, Layout::size.items> flags = [] {
        std::array<bool, Layout::size.items> touched{};
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = solved<P>.edges[e];
            std::size_t const t = solved<P>.maker[v];
            touched[t] = !is_source<Layout>(v) && frame_of<Layout>::flag.trivial[t];
        }
        touched[Item] = frame_of<Layout>::flag.trivial[Item];
        return touched;
    }();
    using items = typename indices_where<flags>::type;
    using copy = slots<P, items>;

    template <std::size_t T>
    static constexpr bool is_small() {
        using type = result_t<P, T>;
        if constexpr (std::is_void_v<type>)
            return true;
        else
            return sizeof(type) <= 64 && std::is_trivially_copyable_v<type> &&
                   std::is_copy_constructible_v<type>;
    }
    /// Whether copies are worth it: larger values are in memory anyway.
    template <std::size_t... T>
    static constexpr bool all_small(std::index_sequence<T...>) {
        return (is_small<T>() && ...);
    }

    template <std::size_t T, class From, class To>
    [[gnu::always_inline]] static void copy_slot(From const& from, To const& to) {
        using type = result_t<P, T>;
        if constexpr (!std::is_void_v<type>)
            ::new (static_cast<void*>(std::addressof(slot_of<T>(to).value)))
                type(std::as_const(slot_of<T>(from).value));
    }
    template <class From, class To, std::size_t... T>
    [[gnu::always_inline]] static void copy_inputs(From const& from, To const& to,
                                                   std::index_sequence<T...>) {
        [[maybe_unused]] auto const one = [&]<std::size_t I>(index_constant<I>)
            __attribute__((always_inline)) {
            if constexpr (I != Item) copy_slot<I>(from, to);
        };
        (one(index_constant<T>{}), ...);
    }
};

template <class Point, auto const& P, std::size_t Item, class Hooks>
inline constexpr bool reports_to_any = false;
template <class Point, auto const& P, std::size_t Item, class... Hook>
inline constexpr bool reports_to_any<Point, P, Item, hook_list<Hook...>> =
    (node_ways<Point, Hook, P, Item>::needs_report() || ...);

/// The observer of a run: its hooks, and what the run keeps about itself.
template <class Layout, class Hooks>
class watch {
    static constexpr auto const& P = Layout::pipeline;

public:
    using record = watched_run<Layout, Hooks>;
    template <std::size_t Item>
    static constexpr bool observes = is_observed<P, Hooks>[Item];

    watch(Hooks const& hooks, run_log& log, record& noted) noexcept
        : hooks_(&hooks), log_(&log), noted_(&noted) {}

    static constexpr bool counts = false;

    record const& noted() const noexcept {
        ended(run_status::completed);
        noted_->reached = npos;
        return *noted_;
    }

    void failed(std::size_t step, bool ran, failure const& why) const {
        ended(run_status::failed);
        noted_->reached = step;
        noted_->ran = ran;
        noted_->error = why.message();
    }
    void stopped(std::size_t step) const noexcept {
        ended(run_status::stopped);
        noted_->reached = step;
    }

    /// Runs the node at `Step`, and notifies the hooks.
    template <std::size_t Step>
    [[gnu::always_inline]] void step(frame<Layout> const& f, run_options const* options) const {
        constexpr std::size_t t = Layout::laid_out.steps[Step];
        using near = nearby<Layout, t>;
        if constexpr (near::all_small(typename near::items{})) {
            typename near::copy slots;
            frame<Layout, typename near::copy> const seen{f.outside, slots, f.managed};
            near::copy_inputs(f, seen, typename near::items{});
            visit<Step>(seen, options);
            if constexpr (frame_of<Layout>::flag.trivial[t]) near::template copy_slot<t>(seen, f);
        } else {
            visit<Step>(f, options);
        }
    }

private:
    // Not inlined: otherwise a run of a hundred observed nodes is one function, which is slow to
    // compile.
    template <std::size_t Step, class Trivial>
    [[gnu::noinline]] void visit(frame<Layout, Trivial> const& f,
                                 run_options const* options) const {
        constexpr std::size_t t = Layout::laid_out.steps[Step];
        laid_out_values<Layout, Trivial> const values{f};
        typed_visit<P, t, laid_out_values<Layout, Trivial>, Hooks> visit(*hooks_, values, *log_);
        if (visit.before()) visit.run([&] { compute<Step>(f, options, visit); });
        noted_->times[record::places[t]] = visit.time();
        if constexpr (reports_to_any<after_node_run_point, P, t, Hooks>) {
            node_report report;
            report.name = item_name<P, t>.view();
            report.outputs.assign(node_words<P, t>::outputs.begin(),
                                  node_words<P, t>::outputs.end());
            visit.describe(report);
            visit.after(&report);
        } else {
            visit.after(nullptr);
        }
        if (visit.failed()) fail<Layout>(f.managed, Step, visit.failed(), visit.ran(), *this);
    }

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
