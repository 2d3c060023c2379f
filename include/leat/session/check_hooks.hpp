// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/dataset_table.hpp>
#include <leat/hook/node_hooks.hpp>
#include <leat/hook/pipeline_visit.hpp>

#include <cstddef>
#include <exception>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::mistake {

template <class Hook>
struct hook {
    struct has_none_of_the_hook_points;
    template <fixed_string Point>
    struct at_point {
        struct is_never_called;
        template <fixed_string Value>
        struct for_value {
            struct which_no_node_makes;
            template <class Type>
            struct takes_no;
        };
        template <class Answer>
        struct returns_no;
        template <fixed_string Node>
        struct for_node {
            template <fixed_string Name>
            struct replaces_no_input_named;
            template <fixed_string Input>
            struct replaces {
                template <class Wanted>
                struct wanted {
                    template <class Given>
                    struct given;
                };
            };
        };
    };
};

} // namespace leat::mistake

// Mistakes of a hook. A hook that is silent because of a misspelled word is worse than no hook, so
// every member that looks like a hook point must be one.
namespace leat::detail {

/// Convert to any value, and to any object. They are the arguments whose types are in question.
struct anything {
    template <class T>
    operator T() const;
};
struct any_object {
    template <class T>
    operator T&() const;
};

/// A subject for which any type would do.
struct stranger {};

/// Whether the hook could be called at that point about `Who` if the types of the other arguments
/// were different.
template <class Point, class Hook, class Who>
inline constexpr bool takes_somehow =
    Point::template takes<Hook, Who> || Point::template takes<Hook, Who, anything> ||
    Point::template takes<Hook, Who, anything, anything> ||
    Point::template takes<Hook, Who, anything, anything, anything> ||
    Point::template takes<Hook, Who, anything, anything, anything, anything> ||
    Point::template takes<Hook, Who, any_object> ||
    Point::template takes<Hook, Who, any_object, any_object>;

/// The finding for a point and a value of the pipeline: the hook is notified; it is not; it would
/// be if it had the right types; or it names a value that no node makes, at a point of nodes.
enum class finding : unsigned char { silent, told, wrong_types, made_by_no_node };

template <class Point, class Hook, auto const& P, std::size_t V, bool OfNodes>
consteval finding find_at() {
    constexpr std::size_t maker = solved<P>.maker[V];
    constexpr bool made = solved<P>.items[maker].kind == kind::node;
    using who = at_value<P, V> const&;
    if constexpr (way_of_all<Point, Hook> != differs) {
        return OfNodes && made ? finding::told : finding::silent;
    } else if constexpr (OfNodes && !made) {
        return takes_somehow<Point, Hook, who> && !takes_somehow<Point, Hook, stranger const&>
                   ? finding::made_by_no_node
                   : finding::silent;
    } else if constexpr (way_of<Point, Hook, who, P, maker, V>() != not_told) {
        return finding::told;
    } else if constexpr (takes_somehow<Point, Hook, who>) {
        return finding::wrong_types;
    } else if constexpr (OfNodes) {
        return way_of<Point, Hook, node_info const&, P, maker>() != not_told ? finding::told
                                                                             : finding::silent;
    } else {
        return way_of<Point, Hook, std::string_view const&, P, maker, V>() != not_told
                   ? finding::told
                   : finding::silent;
    }
}

template <class Point, class Hook, auto const& P, bool OfNodes>
inline constexpr auto findings = []<std::size_t... V>(std::index_sequence<V...>) {
    return std::array<finding, sizeof...(V) + 1>{finding::silent,
                                                 find_at<Point, Hook, P, V, OfNodes>()...};
}(std::make_index_sequence<counts_of<P>.values>{});

/// The first value with that finding at a point, or npos.
template <class Point, class Hook, auto const& P, bool OfNodes>
constexpr std::size_t first_value_with(finding what) {
    auto const& all = findings<Point, Hook, P, OfNodes>;
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i] == what) return i - 1;
    return npos;
}

// The points of hooks, for the sentences below.
// clang-format off
#define LEAT_HOOK_POINTS \
    "The hook points:\n" \
    "  before_node_run(node)         or (node, inputs...); may return leat::replace(...) or leat::skip(...)\n" \
    "  after_node_run(node)          or (node, value), (node, outputs...), (node, leat::node_report const&)\n" \
    "  on_node_error(node)           or (node, std::exception_ptr)\n" \
    "  on_node_skipped(node)         or (node, std::string_view reason)\n" \
    "  on_cache_hit(node)            or (node, leat::digest key), (node, key, std::size_t bytes)\n" \
    "  on_cache_miss(node)           or (node, key), (node, key, std::string_view reason)\n" \
    "  on_cache_store(node)          or (node, key), (node, key, std::size_t bytes)\n" \
    "  on_retry(node)                or (node, std::size_t attempt)\n" \
    "  on_progress(node, std::size_t done, std::size_t total)\n" \
    "  on_metric(node, leat::metric_value const&)\n" \
    "  on_log(node, std::string_view line)\n" \
    "      where node is leat::node_info const&, for every node; or leat::at<pipeline, \"value\">, for one\n" \
    "  before_dataset_loaded(name)   or (name, node)\n" \
    "  after_dataset_loaded(name)    or (name, value), (name, node), (name, node, value)\n" \
    "  before_dataset_saved(name)    or (name, value), (name, node), (name, node, value)\n" \
    "  after_dataset_saved(name)     or (name, value), (name, node), (name, node, value)\n" \
    "  on_dataset_error(name)        or (name, std::exception_ptr), (name, node, std::exception_ptr)\n" \
    "      where name is std::string_view, or leat::at<pipeline, \"value\">; node is leat::node_info const&\n" \
    "  before_pipeline_run()         or (info)\n" \
    "  after_pipeline_run()          or (info), (result), (info, result)\n" \
    "  on_pipeline_error()           or (info), (std::exception_ptr), (info, std::exception_ptr)\n" \
    "      where info is leat::run_info const&\n" \
    "  after_catalog_created(catalog)"
// clang-format on

/// Reports the mistakes of a hook at one point, of nodes or of datasets. Returns whether all is
/// right.
template <class Point, class Hook, auto const& P, bool OfNodes>
consteval bool check_point() {
    if constexpr (!Point::template named_in<Hook>) {
        return true;
    } else {
        using where = typename Point::template named_by<mistake::hook<Hook>>;
        constexpr auto first = [](finding what) {
            return first_value_with<Point, Hook, P, OfNodes>(what);
        };
        if constexpr (constexpr std::size_t v = first(finding::wrong_types); v != npos) {
            static_assert(refused_because<typename where::template for_value<
                              value_name<P, v>>::template takes_no<value_t<P, v>>>,
                          "leat: a hook for one value has parameters of other types than the "
                          "pipeline has there. Correct them. " LEAT_HOOK_POINTS);
            return false;
        } else if constexpr (constexpr std::size_t w = first(finding::made_by_no_node); w != npos) {
            static_assert(
                refused_because<
                    typename where::template for_value<value_name<P, w>>::which_no_node_makes>,
                "leat: a hook of nodes is for a value that is an input or a param, so that "
                "it would never be called. Name a value that a node makes; for inputs "
                "there are the points of datasets.");
            return false;
        } else {
            constexpr bool called = first(finding::told) != npos || !can_be_base<Hook>;
            static_assert(
                called || refused_because<typename where::is_never_called>,
                "leat: a hook has a member that is named as a hook point and that can be "
                "called for nothing in this pipeline. Correct its parameters (a leat::at of "
                "another pipeline does not count), and see that it is public. " LEAT_HOOK_POINTS);
            return called;
        }
    }
}

template <class Point, class Hook>
consteval bool check_run_point() {
    constexpr bool right =
        !Point::template named_in<Hook> || !can_be_base<Hook> || told_of_runs<Point, Hook>;
    static_assert(
        right || refused_because<
                     typename Point::template named_by<mistake::hook<Hook>>::is_never_called>,
        "leat: a hook has a member that is named as a hook point and that can be called for "
        "nothing "
        "in the pipeline. Correct its parameters, and see that it is public. " LEAT_HOOK_POINTS);
    return right;
}

/// Reports a hook that has a point for the end of a run and cannot take its result.
template <class Hook, class Result>
consteval bool check_result_point() {
    using point = after_pipeline_run_point;
    constexpr bool right =
        !point::named_in<Hook> || !can_be_base<Hook> || told_of_result<Hook, Result>;
    static_assert(
        right || refused_because<typename point::named_by<mistake::hook<Hook>>::is_never_called>,
        "leat: a hook has an after_pipeline_run that cannot take the result of this run. Give it "
        "one "
        "of the forms (leat::run_info const&, auto const& result), (auto const& result), "
        "(leat::run_info const&), ().");
    return right;
}

template <class Result, class... Hook>
consteval bool check_result_points(hook_list<Hook...> const*) {
    return all_of({true, check_result_point<Hook, Result>()...});
}

template <class Hook, class... Point>
consteval bool has_any(points<Point...>) {
    return (Point::template named_in<Hook> || ...);
}
template <class Hook, auto const& P, bool OfNodes, class... Point>
consteval bool is_told_at_any(points<Point...>) {
    return ((first_value_with<Point, Hook, P, OfNodes>(finding::told) != npos) || ...);
}
template <class Hook, auto const& P, bool OfNodes, class... Point>
consteval bool check_points(points<Point...>) {
    return all_of({check_point<Point, Hook, P, OfNodes>()...});
}

template <class Hook, auto const& P>
consteval bool has_some_point() {
    if constexpr (can_be_base<Hook>) {
        return has_any<Hook>(node_points{}) || has_any<Hook>(cache_points{}) ||
               has_any<Hook>(dataset_points{}) || has_any<Hook>(pipeline_points{});
    } else { // of a final class, only callable members are known
        return is_told_at_any<Hook, P, true>(node_points{}) ||
               is_told_at_any<Hook, P, true>(cache_points{}) ||
               is_told_at_any<Hook, P, false>(dataset_points{}) ||
               told_of_runs<before_pipeline_run_point, Hook> ||
               told_of_runs<after_pipeline_run_point, Hook> ||
               told_of_runs<on_pipeline_error_point, Hook>;
    }
}

/// Reports the mistakes of a hook.
template <class Hook, auto const& P>
consteval bool check_hook() {
    if constexpr (!has_some_point<Hook, P>()) {
        static_assert(
            refused_because<typename mistake::hook<Hook>::has_none_of_the_hook_points>,
            "leat: a session is given something that is no service and that has none of the "
            "hook points. " LEAT_HOOK_POINTS);
        return false;
    } else {
        return all_of({check_points<Hook, P, true>(node_points{}),
                       check_points<Hook, P, true>(cache_points{}),
                       check_points<Hook, P, false>(dataset_points{}),
                       check_run_point<before_pipeline_run_point, Hook>(),
                       check_run_point<on_pipeline_error_point, Hook>()});
    }
}

#undef LEAT_HOOK_POINTS

} // namespace leat::detail
