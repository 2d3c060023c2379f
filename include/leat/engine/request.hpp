// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/graph_view.hpp>
#include <leat/graph/plan.hpp>
#include <leat/graph/slice.hpp>
#include <leat/info/info.hpp>
#include <leat/support/config.hpp>
#include <leat/support/flags.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// What the compiler knows of one form of call: spans over constants. Flags are of values, where
/// nothing else is said.
struct call_form {
    std::span<std::size_t const> asked_in_order{}; ///< the values that are named as results
    std::span<bool const> asked{};                 ///< the same as flags
    std::span<bool const> bound{};                 ///< given by the caller
    std::span<bool const>
        slice{}; ///< of items: those that all slices of constants hold, when sliced
    std::span<bool const> stored{};
    std::span<bool const> refreshed{}; ///< of items: they run, whatever a cache has
    bool any_asked = false;
    bool sliced = false;
    bool resumes = false; ///< the run goes on from another one
};

/// What a run is asked to do, as `request`, known at run time.
struct run_request {
    flags asked{};
    flags bound{};
    flags slice{};
    flags stored{};
    flags exists{};
    bool any_asked = false;
    bool sliced = false;
    bool only_missing = false;

    LEAT_DECL explicit run_request(call_form const& form);
    /// Narrows it by items: slices intersect, in any order.
    LEAT_DECL void narrow(flags const& holds);
};

/// What a run does, as `plan`, known at run time.
struct run_plan {
    std::vector<std::size_t> steps{};
    std::size_t step_count = 0;
    flags runs{};
    flags needed{};
    flags kept{};
    flags loaded{};
    std::vector<std::size_t> last_step{};
    std::size_t missing = npos;
    std::size_t missing_for = npos;
    bool empty = false;
};

LEAT_DECL run_plan make_run_plan(graph_view const& g, run_request const& r);

/// The items that a slice holds. Throws: `error`, when it names something that the pipeline does
/// not have.
LEAT_DECL flags items_of_slice(graph_view const& g, slice_kind kind,
                               std::span<std::string_view const> names);
/// The same; where a name is unknown, its index is in `*unknown`, and nothing is thrown.
LEAT_DECL flags items_of_slice(graph_view const& g, slice_kind kind,
                               std::span<std::string_view const> names, std::size_t* unknown);

/// The reports of a run before it begins: what was overridden, what is not part of it; what is part
/// of it is `pending`.
LEAT_DECL std::vector<node_report> make_reports(graph_view const& g, run_request const& r,
                                                run_plan const& p);

/// Of a run of a part of the pipeline, a value of each node of that part; with `only_missing` of
/// each that is to run.
LEAT_DECL std::optional<std::vector<std::string>> slice_names(graph_view const& g,
                                                              run_request const& r,
                                                              run_plan const& p);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/request.ipp>
#endif
