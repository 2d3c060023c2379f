// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/laid_out_run.hpp>
#include <leat/hook/pipeline_visit.hpp>
#include <leat/hook/watch.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <cstddef>
#include <memory>
#include <utility>

namespace leat::detail {

template <class Hook, auto const& P, std::size_t... Item>
consteval bool may_skip_any(std::index_sequence<Item...>) {
    for (bool skips : {false, may_skip<Hook, P, Item>()...})
        if (skips) return true;
    return false;
}

/// Whether a hook may skip a node of the pipeline. If so, only the run knows which nodes run.
template <auto const& P, class Hooks>
inline constexpr bool any_may_skip = false;
template <auto const& P, class... Hook>
inline constexpr bool any_may_skip<P, hook_list<Hook...>> =
    (may_skip_any<Hook, P>(std::make_index_sequence<counts_of<P>.items>{}) || ...);

/// A run that the compiler has laid out, with hooks as observers.
template <class Layout, class Hooks, class... Arguments>
auto run_watched(Hooks const& hooks, run_log& log, Arguments const&... arguments) {
    constexpr auto const& P = Layout::pipeline;
    watched_run<Layout, Hooks> record;
    return observe_run(
        hooks, log, P.name.view(),
        [&] {
            run_info info =
                describe_run<P>(Layout::laid_out, Layout::known_request, node_status::pending);
            record.complete(info);
            return info;
        },
        [&] {
            return run_laid_out<Layout>(
                boost::hana::basic_tuple<Arguments const*...>{std::addressof(arguments)...},
                log.options, watch<Layout, Hooks>(hooks, log, record));
        });
}

} // namespace leat::detail
