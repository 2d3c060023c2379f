// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/frame.hpp>
#include <leat/run/info.hpp>
#include <leat/run/step.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

/// The report of a run that measured nothing: what ran, what was overridden, what was not part of
/// it.
template <auto const& P, class Plan, class Request>
run_info describe_run(Plan const& p, Request const& r) {
    run_info info;
    info.pipeline = P.name.view();
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
        node.status = p.runs[t]    ? node_status::ran
                      : overridden ? node_status::overridden
                                   : node_status::skipped;
        node.attempts = p.runs[t] ? 1 : 0;
        info.nodes.push_back(std::move(node));
    }
    return info;
}

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
};

/// Stands for the result of a run that did not compile, so that one mistake gives one error: it can
/// be asked for anything.
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

/// The value of that name in a result, or the reason why it is not there.
template <auto const& P, class Kept, fixed_string Name, class Result>
constexpr decltype(auto) find_kept(Result&& result) noexcept {
    constexpr std::size_t v = find_value<P>(Name.view());
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    if constexpr (v == npos) {
        using culprit = typename where::template no_value_named<Name>;
        static_assert(
            refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
            "leat: a result is asked for a value that the pipeline does not have. Correct the "
            "name.");
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

/// The result of a run: the values asked for, in the order asked; or the free outputs, in the order
/// of declaration. Keyed by name: `result["rmse"_n]`. Takes structured bindings, and is a
/// Boost.Hana Searchable and Foldable of pairs (name, value). Holds the values, nothing else.
template <class Layout, class Kept>
class result;

template <class Layout, std::size_t... V>
class result<Layout, std::index_sequence<V...>> {
    static constexpr auto const& P = Layout::pipeline;
    using kept = detail::kept_index<std::index_sequence<V...>>;

public:
    using values_type = boost::hana::basic_tuple<detail::value_t<Layout::pipeline, V>...>;

    template <class Frame>
    constexpr explicit result(Frame const& f) : values_{hand_over<V>(f)...} {}

    /// The value of that name, by reference; a name that the result does not hold does not compile.
    template <fixed_string Name>
    constexpr decltype(auto) operator[](name_constant<Name>) const& noexcept {
        return detail::find_kept<P, kept, Name>(*this);
    }
    template <fixed_string Name>
    constexpr decltype(auto) operator[](name_constant<Name>) & noexcept {
        return detail::find_kept<P, kept, Name>(*this);
    }
    /// Moves the value out.
    template <fixed_string Name>
    constexpr decltype(auto) operator[](name_constant<Name>) && noexcept {
        return detail::find_kept<P, kept, Name>(std::move(*this));
    }

    /// The value at a position; the protocol of structured bindings.
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

    /// What the run did, node by node. A bare run measures nothing: times are 0. O(nodes), made
    /// when asked.
    run_info info() const {
        return detail::describe_run<P>(Layout::laid_out, Layout::known_request);
    }

    // The names, for Hana: one name_constant for each value, in order.
    using names_type =
        boost::hana::basic_tuple<name_constant<detail::value_name<Layout::pipeline, V>>...>;

private:
    // What the run owns is moved, what was lent to it is copied.
    template <std::size_t Value, class Frame>
    static constexpr auto&& hand_over(Frame const& f) {
        if constexpr (detail::is_owned<Layout, Value>)
            return std::move(detail::value_of<Value>(f));
        else
            return detail::value_of<Value>(f);
    }

    values_type values_;
};

} // namespace leat

template <class Layout, std::size_t... V>
struct std::tuple_size<leat::result<Layout, std::index_sequence<V...>>>
    : std::integral_constant<std::size_t, sizeof...(V)> {};
template <std::size_t I, class Layout, class Kept>
struct std::tuple_element<I, leat::result<Layout, Kept>> {
    using type = std::remove_cvref_t<
        decltype(std::declval<leat::result<Layout, Kept>&>().template get<I>())>;
};
template <std::size_t Count>
struct std::tuple_size<leat::detail::refused_result<Count>>
    : std::integral_constant<std::size_t, Count> {};
template <std::size_t I, std::size_t Count>
struct std::tuple_element<I, leat::detail::refused_result<Count>> {
    using type = leat::detail::refused_result<0>;
};
