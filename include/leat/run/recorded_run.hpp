// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/element_pack.hpp>
#include <leat/run/dynamic_run.hpp>
#include <leat/run/kept.hpp>
#include <leat/run/pipeline_visit.hpp>

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace leat::detail {

/// The names that a call asks for.
template <class Layout>
std::vector<std::string> asked_by() {
    std::vector<std::string> names;
    for (std::size_t v : Layout::asked) names.emplace_back(solved<Layout::pipeline>.name(v));
    return names;
}

/// The names under which a run records what it is to make again.
template <class Layout, class Record>
std::vector<std::string> anew_by(Record const& record) {
    std::vector<std::string> names;
    if constexpr (Layout::resumes) {
        constexpr auto const& g = solved<Layout::pipeline>;
        auto const again = record.template again<Layout::pipeline>();
        for (std::size_t v = 0; v < Layout::size.values; ++v) {
            if (!again[g.maker[v]] || g.items[g.maker[v]].kind != kind::node) continue;
            names.emplace_back(g.name(v));
            names.push_back(elements_node(g.name(v)));
        }
    }
    return names;
}

/// A run that is laid out at run time, observed by hooks, and recorded from before the first hook
/// hears of it until the last one has: what a hook throws is part of what became of the run. The
/// record is closed before an exception reaches the caller.
template <class Layout, class Catalog, class Hooks, class Cache, class Executor, class Record,
          class... Arguments>
auto run_recorded(Catalog const& catalog, Hooks const& hooks, Cache const& cache,
                  Executor const& executor, Record& record, run_log& log,
                  Arguments const&... arguments) {
    using kept = kept_in<Cache, Record>;
    kept const where{cache, record};
    dynamic_engine<Layout, Catalog, Hooks, kept, Executor, Arguments...> engine(
        catalog, hooks, where, executor, log, arguments...);
    run_options options = log.options ? *log.options : run_options{};
    record.begin(*engine.info().graph, asked_by<Layout>(), engine.slice(), anew_by<Layout>(record));
    options.sink = &record;
    log.options = &options;
    log.id = record.id();
    engine.identify(record.id(), record.origin());
    auto const say = [&](std::string const& what) { log.say(Layout::pipeline.name.view(), what); };
    try {
        auto made = observe_run(
            hooks, log, Layout::pipeline.name.view(),
            [&]() -> run_info const& { return engine.info(); }, [&] { return engine.run(); });
        record.completed(made.info(), say);
        return made;
    } catch (...) {
        record.failed(engine.info(), std::current_exception(), say);
        throw;
    }
}

} // namespace leat::detail
