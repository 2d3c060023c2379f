// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/graph.hpp>
#include <leat/run/check_run.hpp>
#include <leat/run/check_taken.hpp>
#include <leat/run/counted.hpp>
#include <leat/engine/session_run.hpp>
#include <leat/run/result.hpp>

#include <concepts>
#include <memory>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

template <class... Arguments>
constexpr run_options const* find_options(Arguments const&... arguments) {
    run_options const* found = nullptr;
    [[maybe_unused]] auto const look = [&](auto const& argument) {
        if constexpr (std::same_as<std::remove_cvref_t<decltype(argument)>, run_options>)
            found = std::addressof(argument);
    };
    (look(arguments), ...);
    return found;
}

} // namespace detail

/// Runs a pipeline in the calling thread, without any service.
///
/// `run<P>("csv"_n = path)` returns the free outputs: the values that no node consumes. `run<P,
/// "model", "rmse">(...)` returns these values, and runs only what they need. Any value may be
/// bound; nodes that are then not needed do not run. A value bound as an lvalue is lent to the run
/// and never changed. A value bound as an rvalue may be moved from. Slices and `run_options` are
/// further arguments.
///
/// A value is moved into the node that uses it last if that node takes it by value. It is destroyed
/// right after its last use. The compiler refuses every mistake that it can know, in a sentence.
///
/// Returns: `leat::result`, typed; with a slice named by strings, `leat::dynamic_result`. Throws:
/// `node_error`, after everything that the run made is destroyed, with the exception of the first
/// node that throws nested in it; `run_stopped`; `error` for a wrong slice named by strings. Cost:
/// that of the same calls written by hand; no allocation.
template <auto const& P, fixed_string... Asked, class... Arguments>
[[gnu::always_inline]] inline auto run(Arguments&&... arguments) {
    using asked = detail::asked_names<Asked...>;
    using layout = detail::layout<P, asked, std::remove_cvref_t<Arguments>...>;
    if constexpr (!detail::run_check<P, asked, std::remove_cvref_t<Arguments>...>::value)
        return detail::refused_result<sizeof...(Asked)>{};
    else if constexpr (!detail::check_handed_over<layout, layout::laid_out_at_run_time>())
        return detail::refused_result<sizeof...(Asked)>{};
    else if constexpr (layout::laid_out_at_run_time)
        return detail::run_dynamic<layout>(detail::find_options(arguments...), arguments...);
    else if constexpr (!detail::check_taken<layout>())
        return detail::refused_result<sizeof...(Asked)>{};
    else
        return detail::run_bare<layout>(
            boost::hana::basic_tuple<std::remove_cvref_t<Arguments> const*...>{
                std::addressof(arguments)...},
            detail::find_options(arguments...));
}

} // namespace leat
