// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/check_run.hpp>
#include <leat/run/info.hpp>
#include <leat/run/result.hpp>
#include <leat/run/sliced_step.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

[[noreturn]] inline void refuse_slice(std::string_view pipeline, std::string_view wrong,
                                      std::string_view near) {
    std::string text = "pipeline '" + std::string(pipeline) + "' has no '" + std::string(wrong) +
                       "' for a slice to name";
    throw error(near.empty() ? text : text + "; did you mean '" + std::string(near) + "'?");
}

/// Narrows the request by a slice that is named by strings.
template <class Layout, class Slice>
void narrow_by(request<Layout::size>& r, Slice const& s) {
    constexpr auto const& P = Layout::pipeline;
    auto const m = members(solved<P>, s);
    if (m.unknown != npos) {
        std::size_t const near = nearest(s.names[m.unknown], Layout::size.values,
                                         [](std::size_t v) { return solved<P>.name(v); });
        refuse_slice(P.name.view(), s.names[m.unknown],
                     near == npos ? std::string_view{} : solved<P>.name(near));
    }
    narrow(r, m);
}

} // namespace detail

template <class Layout>
class sliced_result;

namespace detail {
template <class Layout, class... Arguments>
auto run_sliced(run_options const* options, Arguments const&... arguments);
} // namespace detail

/// The result of a run whose slice was named by strings, so that which values it holds is known at
/// run time only: those that the slice made and consumed no further, or those asked for.
template <class Layout>
class sliced_result {
    static constexpr auto const& P = Layout::pipeline;

public:
    sliced_result() = default;

    /// The value of that name. A name that the pipeline does not have does not compile.
    /// Throws: `error` when the run did not keep the value.
    template <fixed_string Name>
    decltype(auto) operator[](name_constant<Name>) const& {
        if constexpr (detail::check_asked<P, Name>())
            return cell_of<Name>().value();
        else
            return detail::refused_result<0>{};
    }
    template <fixed_string Name>
    decltype(auto) operator[](name_constant<Name>) && {
        if constexpr (detail::check_asked<P, Name>())
            return std::move(const_cast<cell_type<Name>&>(cell_of<Name>()).value());
        else
            return detail::refused_result<0>{};
    }

    /// Whether the run kept a value of that name.
    template <fixed_string Name>
    bool contains(name_constant<Name>) const noexcept {
        return kept_[index<Name>];
    }

    /// What the run did, node by node. Times are 0: a run without services measures nothing.
    run_info info() const { return detail::describe_run<P>(laid_out_, request_); }

private:
    template <class L, class... Arguments>
    friend auto detail::run_sliced(run_options const*, Arguments const&...);

    template <fixed_string Name>
    static constexpr std::size_t index = detail::find_value<P>(Name.view());

    template <fixed_string Name>
    using cell_type = detail::value_cell<Layout::pipeline, index<Name>>;

    template <fixed_string Name>
    auto const& cell_of() const {
        auto const& found = static_cast<cell_type<Name> const&>(*values_);
        if (!kept_[index<Name>] || !found.full())
            throw error(
                "value '" + std::string(Name.view()) + "' is not in this result of pipeline '" +
                std::string(P.name.view()) +
                "': the slice did not make it, or a node in it consumed it; ask for it by name");
        return found;
    }

    std::unique_ptr<detail::all_cells<Layout::pipeline>> values_ =
        std::make_unique<detail::all_cells<Layout::pipeline>>();
    detail::request<Layout::size> request_ = Layout::known_request;
    detail::plan<Layout::size> laid_out_{};
    std::array<bool, Layout::size.values> kept_{};
};

namespace detail {

/// Takes into the result a kept value that came from outside.
template <class Layout, std::size_t V>
void keep_outside(sliced_frame<Layout> const& f) {
    if constexpr (is_source<Layout>(V)) {
        using type = value_t<Layout::pipeline, V>;
        if constexpr (std::is_copy_constructible_v<type>)
            if (f.laid_out.kept[V])
                static_cast<value_cell<Layout::pipeline, V>&>(f.made).fill(
                    [&]() -> type { return static_cast<type const&>(f.template value<V>()); });
    }
}

// The tables below are made once for each form of call: what a slice may need of each item and
// value.
template <class Layout, std::size_t... Item>
constexpr auto step_table(std::index_sequence<Item...>) {
    return std::array{step_function<Layout, Item>()...};
}
template <class Layout, std::size_t... V>
constexpr auto release_table(std::index_sequence<V...>) {
    return std::array{&release_sliced<Layout, V>...};
}
template <class Layout, std::size_t... V>
constexpr auto keep_table(std::index_sequence<V...>) {
    return std::array{&keep_outside<Layout, V>...};
}

template <class Layout, class... Arguments>
auto run_sliced(run_options const* options, Arguments const&... arguments) {
    constexpr auto const& P = Layout::pipeline;
    constexpr auto values = std::make_index_sequence<Layout::size.values>{};
    static constexpr auto steps =
        step_table<Layout>(std::make_index_sequence<Layout::size.items>{});
    static constexpr auto releases = release_table<Layout>(values);
    static constexpr auto keeps = keep_table<Layout>(values);

    sliced_result<Layout> made;
    auto const narrow_one = [&](auto const& argument) {
        if constexpr (is_run_time_slice<std::remove_cvref_t<decltype(argument)>>)
            narrow_by<Layout>(made.request_, argument);
    };
    (narrow_one(arguments), ...);
    auto const& p = made.laid_out_ = make_plan(solved<P>, made.request_);
    std::string const name(P.name.view());
    if (p.empty)
        throw error("the slices of a run of pipeline '" + name +
                    "' have no node in common, so nothing would run; widen one of them");
    if (p.missing != npos) {
        std::size_t const needs =
            p.missing_for == npos ? solved<P>.maker[p.missing] : p.missing_for;
        throw error(
            "node '" + name_of_item<P>(needs) + "' of pipeline '" + name + "' needs value '" +
            std::string(solved<P>.name(p.missing)) +
            "', which is neither bound nor made in this slice; bind it, or widen the slice");
    }

    sources<Layout, outside_values<Layout>> outside(
        boost::hana::basic_tuple<Arguments const*...>{std::addressof(arguments)...});
    sliced_frame<Layout> const f{*made.values_, outside, p, options};
    for (std::size_t s = 0; s < p.step_count; ++s) {
        if (options && options->stop.stop_requested())
            throw run_stopped("the run of pipeline '" + name +
                              "' was asked to stop, and did before node '" +
                              name_of_item<P>(p.steps[s]) + "'");
        try {
            steps[p.steps[s]](f, s);
        } catch (...) {
            throw node_error(name, name_of_item<P>(p.steps[s]), current_message(),
                             names_after<P>(p, s));
        }
        item const& it = solved<P>.items[p.steps[s]];
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
            if (p.last_step[v] == s) releases[v](f);
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            if (p.last_step[solved<P>.edges[e]] == s) releases[solved<P>.edges[e]](f);
    }
    for (std::size_t v = 0; v < Layout::size.values; ++v)
        if (p.kept[v]) keeps[v](f);
    made.kept_ = p.kept;
    return made;
}

} // namespace detail
} // namespace leat
