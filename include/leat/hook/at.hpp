// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/node_table.hpp>
#include <leat/run/check_run.hpp>

#include <cstddef>

namespace leat {
namespace detail {

template <auto const& P, fixed_string Name>
consteval bool check_at() {
    constexpr std::size_t v = find_value<P>(Name.view());
    if constexpr (v == npos) {
        using culprit =
            typename mistake::pipeline<pipeline_name<P>>::hook::template no_value_named<Name>;
        static_assert(refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
                      "leat: a hook is for a value that the pipeline does not have. Correct the "
                      "name in leat::at.");
    }
    return v != npos;
}

} // namespace detail

/// The first parameter of a hook for one value of a pipeline, or for the node that makes it: `void
/// after_node_run(leat::at<forecast, "model">, Model const&)`. The parameters after it have the
/// types of the pipeline. A name that the pipeline does not have does not compile. Empty.
template <auto const& P, fixed_string Name>
struct at {
    static_assert(detail::check_at<P, Name>());

    static constexpr std::string_view name() noexcept { return Name.view(); }

    /// The node that makes the value. Requires: the value comes from a node.
    static constexpr node_info const& node() noexcept {
        return detail::node_info_of<P, detail::solved<P>.maker[detail::find_value<P>(Name.view())]>;
    }
};

} // namespace leat
