// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/describe.hpp>
#include <leat/run/frame.hpp>
#include <leat/info/info.hpp>
#include <leat/run/step.hpp>
#include <leat/support/indices.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

/// The report of a run that measured nothing. Nodes outside of the run are skipped or overridden.
/// Nodes in the run have status `done`: they ran, or will run.
template <auto const& P, class Plan, class Request>
run_info describe_run(Plan const& p, Request const& r, node_status done = node_status::ran) {
    run_info info;
    info.nodes.reserve(solved<P>.items.size());
    info.pipeline = P.name.view();
    info.graph = structure_of<P>();
    for (std::size_t t : solved<P>.order) {
        item const& it = solved<P>.items[t];
        if (it.kind != kind::node) continue;
        node_report node;
        node.name = name_of_item<P>(t);
        bool overridden = true;
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v) {
            node.outputs.emplace_back(solved<P>.name(v));
            overridden &= r.bound[v];
        }
        node.status = p.runs[t]    ? done
                      : overridden ? node_status::overridden
                                   : node_status::skipped;
        node.attempts = p.runs[t] && done == node_status::ran ? 1 : 0;
        info.nodes.push_back(std::move(node));
    }
    return info;
}

template <class Layout>
inline constexpr auto is_kept = [] {
    std::array<bool, Layout::size.values> flags{};
    for (std::size_t v = 0; v < flags.size(); ++v)
        flags[v] = Layout::laid_out.kept[v] && !is_void_value<Layout::pipeline>[v];
    return flags;
}();

// The values of a result: those that were asked for, or the free outputs.
template <class Layout>
struct kept_values {
    using type = typename indices_where<is_kept<Layout>>::type;
};
template <class Layout>
    requires(Layout::asked.size() > 0)
struct kept_values<Layout> {
    template <std::size_t... I>
    static auto list(std::index_sequence<I...>) -> std::index_sequence<Layout::asked[I]...>;
    using type = decltype(list(std::make_index_sequence<Layout::asked.size()>{}));
};

/// The index of value `v` among those kept, or npos.
template <class Kept>
struct kept_index;
template <std::size_t... V>
struct kept_index<std::index_sequence<V...>> {
    static consteval std::size_t of(std::size_t v) {
        std::size_t i = 0;
        for (std::size_t kept : {V..., npos}) {
            if (kept == v) return v == npos ? npos : i;
            ++i;
        }
        return npos;
    }
    static consteval std::size_t at(std::size_t i) {
        std::size_t const all[] = {V..., npos};
        return all[i];
    }
    template <auto const& P>
    using names = boost::hana::basic_tuple<name_constant<value_name<P, V>>...>;
};

/// A stand-in for the result of a run that did not compile. It accepts every question, so that one
/// mistake gives one error.
template <std::size_t Count>
struct refused_result {
    template <class T>
    operator T&() const;
    template <class Anything>
    refused_result<0> operator[](Anything const&) const;
    template <std::size_t I>
    refused_result<0> get() const;
    run_info info() const;
};

/// The value of that name in a result, or the reason for its absence.
template <class Layout, class Kept, fixed_string Name, class Result>
constexpr decltype(auto) find_kept(Result&& result) {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t v = find_value<P>(Name.view());
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    if constexpr (v == npos) {
        using culprit = typename where::template no_value_named<Name>;
        static_assert(
            refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
            "leat: a result is asked for a value that the pipeline does not have. Correct the "
            "name.");
        return refused_result<0>{};
    } else if constexpr (Kept::of(v) == npos && Layout::known_request.stored[v] &&
                         !Layout::known_request.bound[v]) {
        static_assert(
            refused_because<typename where::template stored_by_the_catalog<Name>>,
            "leat: a result is asked for a value that the catalog stores, so that it is not kept "
            "in memory. Load it: result.stored(\"name\"_n).load(); or ask for it by name: "
            "run<pipeline, \"name\">(...).");
        return refused_result<0>{};
    } else if constexpr (Kept::of(v) == npos) {
        static_assert(
            refused_because<typename where::template not_kept<Name>>,
            "leat: a result is asked for a value that the run did not keep, as a node consumes "
            "it. Ask for it by name: run<pipeline, \"name\">(...).");
        return refused_result<0>{};
    } else {
        return static_cast<Result&&>(result).template get<Kept::of(v)>();
    }
}

} // namespace detail

/// The result of a run: the requested values in their order, or else the free outputs in the order
/// of declaration. It is keyed by name: `result["rmse"_n]`. It has structured bindings, and is a
/// Boost.Hana Searchable and Foldable of pairs (name, value). It holds the values and nothing else.
template <class Layout, class Kept, class Record = detail::nothing_noted>
class result;

template <class Layout, std::size_t... V, class Record>
class result<Layout, std::index_sequence<V...>, Record> {
    static constexpr auto const& P = Layout::pipeline;
    using kept = detail::kept_index<std::index_sequence<V...>>;

public:
    using values_type = boost::hana::basic_tuple<detail::value_t<Layout::pipeline, V>...>;

    template <class Frame>
    constexpr result(Frame const& f, Record const& noted)
        : values_{hand_over<V>(f)...}, noted_(noted) {}

    /// The value of that name, by reference. A name that the result does not hold does not compile.
    template <fixed_string Name>
    constexpr decltype(auto) operator[](name_constant<Name>) const& noexcept {
        return detail::find_kept<Layout, kept, Name>(*this);
    }
    template <fixed_string Name>
    constexpr decltype(auto) operator[](name_constant<Name>) & noexcept {
        return detail::find_kept<Layout, kept, Name>(*this);
    }
    /// Moves the value out.
    template <fixed_string Name>
    constexpr decltype(auto) operator[](name_constant<Name>) && noexcept {
        return detail::find_kept<Layout, kept, Name>(std::move(*this));
    }

    /// The value at a position: the protocol of structured bindings.
    template <std::size_t I>
    constexpr auto const& get() const& noexcept {
        return boost::hana::at_c<I>(values_);
    }
    template <std::size_t I>
    constexpr auto& get() & noexcept {
        return boost::hana::at_c<I>(values_);
    }
    template <std::size_t I>
    constexpr auto&& get() && noexcept {
        return std::move(boost::hana::at_c<I>(values_));
    }

    static constexpr std::size_t size() noexcept { return sizeof...(V); }

    /// The report of the run, node by node. A bare run measures nothing, so its times are 0. With
    /// hooks, the observed nodes have times. O(nodes), made at each call.
    run_info info() const {
        run_info made = detail::describe_run<P>(Layout::laid_out, Layout::known_request);
        noted_.complete(made);
        return made;
    }

    // The names for Hana: one name_constant for each value, in order.
    using names_type = typename kept::template names<Layout::pipeline>;

private:
    // Values that the run owns are moved, and values that were lent to it are copied.
    template <std::size_t Value, class Frame>
    static constexpr auto&& hand_over(Frame const& f) {
        if constexpr (detail::is_owned<Layout, Value>)
            return std::move(detail::value_of<Value>(f));
        else
            return detail::value_of<Value>(f);
    }

    values_type values_;
    [[no_unique_address]] Record noted_;
};

} // namespace leat

template <class Layout, std::size_t... V, class Record>
struct std::tuple_size<leat::result<Layout, std::index_sequence<V...>, Record>>
    : std::integral_constant<std::size_t, sizeof...(V)> {};
template <std::size_t I, class Layout, class Kept, class Record>
struct std::tuple_element<I, leat::result<Layout, Kept, Record>> {
    using type = std::remove_cvref_t<
        decltype(std::declval<leat::result<Layout, Kept, Record>&>().template get<I>())>;
};
template <std::size_t Count>
struct std::tuple_size<leat::detail::refused_result<Count>>
    : std::integral_constant<std::size_t, Count> {};
template <std::size_t I, std::size_t Count>
struct std::tuple_element<I, leat::detail::refused_result<Count>> {
    using type = leat::detail::refused_result<0>;
};
