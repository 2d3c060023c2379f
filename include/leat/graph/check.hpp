// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/alike.hpp>
#include <leat/graph/borrowed.hpp>
#include <leat/graph/guard_report.hpp>
#include <leat/graph/guards.hpp>
#include <leat/graph/input_report.hpp>
#include <leat/graph/map_report.hpp>
#include <leat/graph/mistake.hpp>
#include <leat/graph/one_pass.hpp>
#include <leat/graph/operation_report.hpp>
#include <leat/graph/types.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

template <auto const& P, std::size_t... Path>
consteval auto cycle_type(std::index_sequence<Path...>) -> std::type_identity<
    typename mistake::pipeline<pipeline_name<P>>::template cycle<value_name<P, Path>...>>;

template <auto const& P, std::size_t M, std::size_t... I>
consteval auto path_of(std::index_sequence<I...>)
    -> std::index_sequence<solved<P>.mistakes[M].path[I]...>;

/// The mistakes in the names: those are alike that are about one name.
template <auto const& P>
inline constexpr auto name_mistakes = [] {
    constexpr auto const& g = solved<P>;
    auto const text = [&](structural_mistake const& m) {
        return m.what == fault::no_such_value  ? g.view(g.edge_names[m.edge])
               : m.what == fault::kept_unknown ? g.view(g.kept_names[m.edge])
                                               : g.name(m.edge);
    };
    std::array<mistake_at, g.mistake_count> found{};
    for (std::size_t m = 0; m < found.size(); ++m) {
        structural_mistake const& one = g.mistakes[m];
        found[m] = {one.item, m + 1};
        if (one.what == fault::cycle) continue;
        for (std::size_t before = m; before-- > 0;)
            if (g.mistakes[before].what == one.what && text(g.mistakes[before]) == text(one))
                found[m].kind = found[before].kind;
    }
    return found;
}();

/// Reports one mistake in the names.
template <auto const& P, std::size_t M>
struct report_names {
    static constexpr structural_mistake m = solved<P>.mistakes[M];
    using where = mistake::pipeline<pipeline_name<P>>;

    static consteval bool report() {
        if constexpr (m.what == fault::no_such_value) {
            using culprit = typename alike_node<P, where, name_mistakes<P>,
                                                M>::template no_value_named<edge_name<P, m.edge>>;
            static_assert(
                refused_because<suggested<P, culprit, m.near>>,
                "leat: a node takes a value that nothing in the pipeline makes. Correct the "
                "name, or declare an input, a param or a node of that name.");
        } else if constexpr (m.what == fault::two_of_one_name) {
            static_assert(
                refused_because<typename where::template two_values_named<value_name<P, m.edge>>>,
                "leat: two values of a pipeline have one name. Rename one of them, or put one of "
                "two "
                "pipelines into a namespace by within().");
        } else if constexpr (m.what == fault::cycle) {
            using path = decltype(path_of<P, M>(std::make_index_sequence<m.path_size>{}));
            static_assert(
                refused_because<typename decltype(cycle_type<P>(path{}))::type>,
                "leat: values of a pipeline are made from each other in a cycle. The path "
                "names them in the order in which they would flow; cut it at one of them.");
        } else if constexpr (m.what == fault::kept_unknown) {
            using culprit = typename where::keeps::template no_value_named<as_argument<
                solved<P>.kept_names[m.edge].size>(solved<P>.view(solved<P>.kept_names[m.edge]))>;
            static_assert(refused_because<suggested<P, culprit, m.near>>,
                          "leat: keep() names a value that the pipeline does not have. Correct the "
                          "name, or leave it out.");
        } else {
            static_assert(
                refused_because<
                    typename where::template name_longer_than_63_characters<value_name<P, m.edge>>>,
                "leat: a name with its namespace is longer than 63 characters. Shorten the "
                "name or the prefix.");
        }
        return true;
    }
    static constexpr bool value = report();
};

template <class Where, class List>
struct cannot_be_called;
template <class Where, class... Given>
struct cannot_be_called<Where, types<Given...>> {
    using type = typename Where::template cannot_be_called_with<Given...>;
};

/// Reports one mistake in the types. `Where` names the node.
template <auto const& P, std::size_t Item, class Where, class Checked = item_types<P, Item>>
struct report_types {
    using checked = Checked;
    using where = Where;
    static constexpr call_verdict verdict = checked::verdict;
    static constexpr std::size_t first_edge = solved<P>.items[Item].first_edge;

    template <std::size_t Argument>
    using parameter = typename element_of<typename checked::call::parameters, Argument>::type;

    static consteval bool report() {
        if constexpr (verdict.fault == call_fault::branch) {
            return report_types<P, Item, Where, guilty_branch<typename checked::call>>::value;
        } else if constexpr (is_operation_fault(verdict.fault)) {
            return report_operation<where, checked>();
        } else if constexpr (verdict.fault == call_fault::number_of_inputs) {
            static_assert(
                refused_because<typename where::template takes_inputs<
                    checked::call::wanted>::template but_is_given<checked::inputs::size>>,
                "leat: a node's function takes another number of inputs than the node names. "
                "Name one value for each parameter, in their order.");
        } else if constexpr (verdict.fault == call_fault::alters_input) {
            static_assert(
                refused_because<typename argument_at<P, where, checked, first_edge>::
                                    template would_alter<parameter<verdict.argument>>>,
                "leat: a node's function takes an input by non-const reference, so it could "
                "alter a value that other nodes see. Take it by value or as T const&, and "
                "return what is new.");
        } else if constexpr (verdict.fault == call_fault::type_of_input) {
            using given =
                typename element_of<typename given_to<checked>::type, verdict.argument>::type;
            static_assert(
                refused_because<
                    typename argument_at<P, where, checked, first_edge>::template wanted<
                        parameter<verdict.argument>>::template given<given>>,
                "leat: a node's function cannot take what flows in. Change the parameter, or name "
                "another value; the argument's number and value, the type wanted and the type "
                "given "
                "are named.");
        } else if constexpr (is_input_fault(verdict.fault)) {
            return report_input<P, where, checked, first_edge>();
        } else if constexpr (verdict.fault == call_fault::not_callable) {
            static_assert(
                refused_because<
                    typename cannot_be_called<where, typename given_to<checked>::type>::type>,
                "leat: no overload of a node's function can be called with what flows in; the "
                "types "
                "given are named.");
        } else if constexpr (is_map_fault(verdict.fault)) {
            return report_map<P, where, checked, first_edge>();
        } else if constexpr (checked::parts == result_fault::reference_part) {
            static_assert(
                refused_because<
                    typename where::template returns_references<typename checked::result>>,
                "leat: a node's function returns references for outputs. Return values: what a "
                "reference refers to may be gone when it is used, or be altered for others.");
        } else if constexpr (checked::parts == result_fault::no_parts) {
            static_assert(refused_because<
                              typename where::template returns_no_parts<typename checked::result>>,
                          "leat: a node names several outputs, and its function's result has no "
                          "parts. Return a "
                          "std::tuple, std::pair, std::array, hana::tuple or a plain aggregate.");
        } else {
            static_assert(
                refused_because<
                    typename where::template names_outputs<solved<P>.items[Item].value_count>::
                        template but_returns<part_count<typename checked::result>()>>,
                "leat: a node names another number of outputs than its function returns. Name one "
                "output for each part of the result.");
        }
        return true;
    }
    static constexpr bool value = report();
};

template <auto const& P>
consteval std::size_t count_type_mistakes() {
    std::size_t count = 0;
    for (bool ok : types_ok<P>) count += !ok;
    return count;
}

template <auto const& P, std::size_t... M>
consteval bool report_all_names(std::index_sequence<M...>) {
    return (report_names<P, M>::value && ... && true);
}

// The M-th item with a mistake in its types.
template <auto const& P>
consteval std::size_t mistaken_item(std::size_t m) {
    std::size_t step = 0;
    while (types_ok<P>[step] || m-- > 0) ++step;
    return solved<P>.order[step];
}

template <class Checked>
consteval std::size_t kind_of_mistake() {
    if constexpr (Checked::verdict.fault == call_fault::branch)
        return kind_of_mistake<guilty_branch<typename Checked::call>>();
    else if constexpr (Checked::verdict.fault != call_fault::none)
        return static_cast<std::size_t>(Checked::verdict.fault);
    else
        return 256 + static_cast<std::size_t>(Checked::parts);
}
template <auto const& P, std::size_t... M>
consteval auto find_type_mistakes(std::index_sequence<M...>) {
    return std::array<mistake_at, sizeof...(M)>{
        mistake_at{mistaken_item<P>(M), kind_of_mistake<item_types<P, mistaken_item<P>(M)>>()}...};
}
template <auto const& P>
inline constexpr auto type_mistakes =
    find_type_mistakes<P>(std::make_index_sequence<count_type_mistakes<P>()>{});

template <auto const& P, std::size_t... M>
consteval bool report_all_types(std::index_sequence<M...>) {
    return (report_types<
                P, type_mistakes<P>[M].item,
                alike_node<P, mistake::pipeline<pipeline_name<P>>, type_mistakes<P>, M>>::value &&
            ... && true);
}

template <auto const& P>
inline constexpr auto guard_mistakes = [] {
    std::array<mistake_at, guard_faults<P>.size()> found{};
    for (std::size_t g = 0; g < found.size(); ++g)
        found[g] = {guarded_items<P>.at[g], static_cast<std::size_t>(guard_faults<P>[g])};
    return found;
}();

template <auto const& P, std::size_t G>
consteval bool report_guards_at() {
    constexpr std::size_t t = guard_mistakes<P>[G].item;
    using where = alike_node<P, mistake::pipeline<pipeline_name<P>>, guard_mistakes<P>, G>;
    return report_guard<where, typename guards_at<P, t>::verdict,
                        typename item_types<P, t>::result>();
}
template <auto const& P, std::size_t... G>
consteval bool report_all_guards(std::index_sequence<G...>) {
    return (report_guards_at<P, G>() && ... && true);
}

} // namespace detail

namespace detail {

template <auto const& P>
inline constexpr bool is_pipeline = pipeline_like<std::remove_cvref_t<decltype(P)>>;

template <auto const& P>
consteval std::size_t count_all_mistakes() {
    if constexpr (!is_pipeline<P>)
        return 1;
    else
        return solved<P>.mistake_count + count_type_mistakes<P>() + count_guard_mistakes<P>() +
               count_mistakes(one_pass_mistakes<P>) + count_mistakes(borrowed_results<P>);
}

} // namespace detail

/// The number of mistakes in the pipeline, without a word: for those who test their pipelines.
/// All are counted, so far as one does not hide behind another.
template <auto const& P>
inline constexpr std::size_t mistakes = detail::count_all_mistakes<P>();

namespace detail {

template <auto const& P>
consteval bool check() {
    if constexpr (!is_pipeline<P>) {
        static_assert(refused_because<mistake::no_pipeline<std::remove_cvref_t<decltype(P)>>>,
                      "leat: what is used as a pipeline is none. Name a constexpr object that "
                      "leat::pipeline(...) returned.");
    } else if constexpr (mistakes<P> > 0) {
        constexpr bool names = report_all_names<P>(reported<name_mistakes<P>>{});
        constexpr bool types = report_all_types<P>(reported<type_mistakes<P>>{});
        constexpr bool guards = report_all_guards<P>(reported<guard_mistakes<P>>{});
        constexpr bool ranges = report_one_pass<P>(reported<one_pass_mistakes<P>>{});
        constexpr bool borrowed = report_borrowed<P>(reported<borrowed_results<P>>{});
        return names && types && guards && ranges && borrowed;
    }
    return true;
}

} // namespace detail

/// `static_assert(leat::valid<forecast>)`: checks everything that can be known of a pipeline now,
/// instead of at its first use. Always true: each kind of mistake stops the compiler
/// with a sentence of its own, which names the nodes that have it.
template <auto const& P>
inline constexpr bool valid = detail::check<P>();

} // namespace leat
