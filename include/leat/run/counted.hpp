// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/call.hpp>
#include <leat/info/node_table.hpp>
#include <leat/run/laid_out_run.hpp>
#include <leat/run/step.hpp>

#include <array>
#include <cstddef>
#include <exception>
#include <string>

// A bare run measures nothing, but it counts the calls of a node that may be called more than once.

namespace leat::detail {

/// The record of one node with guards.
struct counted_node {
    std::size_t attempts = 1;
    std::exception_ptr fell_back{};
    std::string remark{};
};

/// A node whose calls are counted.
struct counted_visit : unvisited {
    counted_node* node;
    explicit counted_visit(counted_node& of) noexcept : node(&of) {}
    void retrying() const noexcept { ++node->attempts; }
    void fell_back(std::exception_ptr const& error) const noexcept { node->fell_back = error; }
    void remarked(std::string const& what) const { node->remark = what; }
};

/// What such a run keeps about itself.
template <auto const& P>
struct counted_run {
    std::array<counted_node, counts_of<P>.items> nodes{};

    void complete(run_info& info) const {
        for (std::size_t t = 0; t < nodes.size(); ++t) {
            if (!solved<P>.option_of[t]->is(shape::guarded)) continue;
            node_report& report = info.nodes[node_position<P>[t]];
            if (report.status != node_status::ran) continue;
            report.attempts = nodes[t].attempts;
            report.reason = nodes[t].remark;
            if (nodes[t].fell_back)
                report.reason = "fell back, as it failed: " + message_of(nodes[t].fell_back);
        }
    }
};

/// Counts the calls of the nodes that have guards.
template <auto const& P>
class counting : public unwatched {
public:
    using record = counted_run<P>;
    static constexpr bool counts = true;
    explicit counting(record& noted) noexcept : noted_(&noted) {}

    record const& noted() const noexcept { return *noted_; }
    template <std::size_t Item>
    auto visitor() const noexcept {
        if constexpr (solved<P>.option_of[Item]->is(shape::guarded))
            return counted_visit(noted_->nodes[Item]);
        else
            return unvisited{};
    }

private:
    record* noted_;
};

/// A bare run that the compiler has laid out.
template <class Layout, class Arguments>
[[gnu::always_inline]] inline auto run_bare(Arguments const& arguments,
                                            run_options const* options) {
    if constexpr (has_guards<Layout::pipeline>) {
        counted_run<Layout::pipeline> noted;
        return run_laid_out<Layout>(arguments, options, counting<Layout::pipeline>(noted),
                                    steps_of<Layout>{});
    } else {
        return run_laid_out<Layout>(arguments, options, unwatched{}, steps_of<Layout>{});
    }
}

} // namespace leat::detail
