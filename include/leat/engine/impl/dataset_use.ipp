// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/dataset_use.hpp>
#include <leat/hook/hook_point.hpp>
#include <leat/info/errors.hpp>

#include <exception>
#include <string_view>
#include <utility>

namespace leat::detail {

LEAT_DECL std::string place_of(dataset_ops const& ops, void* dataset) {
    try {
        return ops.describe(dataset);
    } catch (...) { // the error that is being told of comes first
        return "which cannot say where it is";
    }
}

/// One use of a dataset, with the hooks before and after it. Never throws: what fails is
/// remembered.
class dataset_use {
public:
    LEAT_DECL dataset_use(run_state& run, std::size_t v, std::size_t item)
        : run_(run), value_(run.values[v]), name_(run.graph.name(v)),
          node_(item == npos ? no_node : *run.ops.nodes[item].info) {}
    dataset_use(dataset_use const&) = delete;

    /// Calls `use()`, which loads or saves; `at` is where the value is, or null before it is
    /// loaded. Whether all went well.
    template <class Use>
    bool run(dataset_point before, dataset_point after, failure::source how, void const* at,
             void const* at_after, Use const& use) {
        std::size_t const seen = tell_forward(before, at);
        if (!failed_) {
            try {
                use();
                at = at_after;
            } catch (...) {
                failed_.error = std::current_exception();
                failed_.from = how;
                failed_.dataset = name_;
                failed_.place = place_of(*value_.dataset, value_.dataset_at);
            }
        }
        tell_backward(failed_ ? dataset_point::error : after, before, seen, at);
        return !failed_;
    }

    failure& failed() noexcept { return failed_; }

private:
    dataset_teller teller(std::size_t hook, dataset_point point) const {
        return value_.dataset->tellers[hook][static_cast<std::size_t>(point)];
    }
    LEAT_DECL void tell(std::size_t hook, dataset_point point, void const* at,
                        std::exception_ptr const& error) {
        static constexpr char const* names[] = {
            before_dataset_loaded_point::name, after_dataset_loaded_point::name,
            before_dataset_saved_point::name, after_dataset_saved_point::name,
            on_dataset_error_point::name};
        try {
            timed const spent(run_.log.hook_time);
            teller(hook, point)(run_.hooks.all.hooks[hook], {node_, at, error});
        } catch (...) {
            hook_threw(failed_, run_.log, run_.hooks.all.types[hook],
                       names[static_cast<std::size_t>(point)],
                       "dataset '" + std::string(name_) + "'");
        }
    }
    // Returns: how many hooks have seen the beginning.
    LEAT_DECL std::size_t tell_forward(dataset_point before, void const* at) {
        std::size_t seen = 0;
        for (std::size_t i = 0; i < run_.hooks.all.count && !failed_; ++i) {
            if (teller(i, before)) tell(i, before, at, failed_.error);
            if (!failed_) ++seen;
        }
        return seen;
    }
    LEAT_DECL void tell_backward(dataset_point point, dataset_point before, std::size_t seen,
                                 void const* at) {
        std::exception_ptr const error = failed_.error;
        for (std::size_t i = run_.hooks.all.count; i-- > 0;) {
            // A hook that threw before it, or was not called, has not seen its beginning.
            if (i >= seen && teller(i, before)) continue;
            if (teller(i, point)) tell(i, point, at, error);
        }
    }

    run_state& run_;
    value_state const& value_;
    std::string_view name_;
    node_info const& node_;
    failure failed_{};
};

LEAT_DECL bool load_from_dataset(step_state& s, std::size_t v, std::size_t item) {
    run_state& run = s.run;
    value_state const& value = run.values[v];
    dataset_use use(run, v, item);
    bool const done = use.run(dataset_point::before_load, dataset_point::after_load,
                              failure::source::load, nullptr, run.slots.at(v), [&] {
                                  run.slots.reset(v);
                                  value.dataset->load(value.dataset_at, run.slots.at(v));
                                  run.slots.mark_full(v);
                              });
    s.fail(std::move(use.failed()), item);
    return done;
}

LEAT_DECL void save_to_dataset(step_state& s, std::size_t v, std::size_t item) {
    run_state& run = s.run;
    value_state& value = run.values[v];
    void const* const at = run.at(v);
    dataset_use use(run, v, item);
    bool saved = false;
    use.run(dataset_point::before_save, dataset_point::after_save, failure::source::save, at, at,
            [&] {
                value.dataset->save(value.dataset_at, at);
                saved = true;
            });
    value.unsaved = !saved;
    s.fail(std::move(use.failed()), item);
    if (!value.dataset->reloads) return;
    if (saved) run.slots.reset(v);
    value.in_dataset = saved;
}

LEAT_DECL flags what_exists(graph_view const& g, session_datasets const& datasets,
                            flags const& asked) {
    flags exists(g.value_count());
    for (std::size_t i = 0; i < datasets.ops.size(); ++i) {
        dataset_ops const& dataset = datasets.ops[i];
        std::size_t const v = dataset.value;
        if (!asked[v]) continue;
        try {
            exists[v] = dataset.exists(datasets.at[i]);
        } catch (...) {
            auto const takers = g.consumers_of(v);
            throw dataset_error(g.pipeline, g.name(v), place_of(dataset, datasets.at[i]),
                                "asked whether it exists, for",
                                takers.empty() ? std::string() : g.name_of(takers.front()),
                                current_message(), {});
        }
    }
    return exists;
}

LEAT_DECL flags what_is_on_disk(run_state const& run) {
    flags exists(run.graph.value_count());
    for (std::size_t i = 0; i < run.datasets.ops.size(); ++i) try {
            exists[run.datasets.ops[i].value] = run.datasets.ops[i].exists(run.datasets.at[i]);
        } catch (...) {
        }
    return exists;
}

} // namespace leat::detail
