// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/signature.hpp>
#include <leat/hook/at.hpp>
#include <leat/hook/hook_point.hpp>
#include <leat/info/info.hpp>

#include <array>
#include <cstddef>
#include <exception>
#include <string_view>
#include <type_traits>
#include <utility>

// How a hook is notified of a node or a dataset. The first argument is the subject (leat::at, the
// node's info, or the dataset's name). The others are one of the lists below: the longest that the
// hook takes.

namespace leat::detail {

enum class more : unsigned char {
    nothing,
    inputs,     ///< of the node, in order
    value,      ///< of leat::at, or of the dataset
    outputs,    ///< of the node, in order
    report,     ///< node_report
    error,      ///< std::exception_ptr
    reason,     ///< std::string_view: of a skip, or the line of a log
    amount,     ///< done, total
    attempt,    ///< std::size_t: which call begins, from 2
    metric,     ///< metric_value
    node,       ///< node_info, of a dataset's node
    node_value, ///< node_info, and the dataset's value
    node_error, ///< node_info, and std::exception_ptr
    key,        ///< digest, of the cache
    key_size,   ///< digest, and bytes
    key_reason, ///< digest, and std::string_view
};

template <more... M>
struct ways {};

template <class Point>
struct ways_of;
template <>
struct ways_of<before_node_run_point> : std::type_identity<ways<more::inputs, more::nothing>> {};
template <>
struct ways_of<after_node_run_point>
    : std::type_identity<ways<more::value, more::outputs, more::report, more::nothing>> {};
template <>
struct ways_of<on_node_error_point> : std::type_identity<ways<more::error, more::nothing>> {};
template <>
struct ways_of<on_node_skipped_point> : std::type_identity<ways<more::reason, more::nothing>> {};
template <>
struct ways_of<on_progress_point> : std::type_identity<ways<more::amount>> {};
template <>
struct ways_of<on_retry_point> : std::type_identity<ways<more::attempt, more::nothing>> {};
template <>
struct ways_of<on_metric_point> : std::type_identity<ways<more::metric>> {};
template <>
struct ways_of<on_log_point> : std::type_identity<ways<more::reason>> {};
template <>
struct ways_of<before_dataset_loaded_point> : std::type_identity<ways<more::node, more::nothing>> {
};
template <>
struct ways_of<after_dataset_loaded_point>
    : std::type_identity<ways<more::node_value, more::value, more::node, more::nothing>> {};
template <>
struct ways_of<before_dataset_saved_point> : ways_of<after_dataset_loaded_point> {};
template <>
struct ways_of<after_dataset_saved_point> : ways_of<after_dataset_loaded_point> {};
template <>
struct ways_of<on_dataset_error_point>
    : std::type_identity<ways<more::node_error, more::error, more::nothing>> {};

template <>
struct ways_of<on_cache_hit_point>
    : std::type_identity<ways<more::key_size, more::key, more::nothing>> {};
template <>
struct ways_of<on_cache_store_point> : ways_of<on_cache_hit_point> {};
template <>
struct ways_of<on_cache_miss_point>
    : std::type_identity<ways<more::key_reason, more::key, more::nothing>> {};

/// No way: the hook is not notified.
inline constexpr more not_told{255};

/// Stands for the question that is to be put for each node.
inline constexpr more differs{254};

template <class... Arguments>
inline constexpr more way_with = differs;
template <>
inline constexpr more way_with<> = more::nothing;
template <>
inline constexpr more way_with<node_report> = more::report;
template <>
inline constexpr more way_with<std::exception_ptr> = more::error;
template <>
inline constexpr more way_with<std::string_view> = more::reason;
template <>
inline constexpr more way_with<std::size_t, std::size_t> = more::amount;
template <>
inline constexpr more way_with<std::size_t> = more::attempt;
template <>
inline constexpr more way_with<metric_value> = more::metric;
template <>
inline constexpr more way_with<digest> = more::key;
template <>
inline constexpr more way_with<digest, std::size_t> = more::key_size;
template <>
inline constexpr more way_with<digest, std::string_view> = more::key_reason;

template <class Point, class Hook, class Object, class... Arguments, more... M>
consteval more find_way_of_all(types<Object, node_info const&, Arguments...>, ways<M...>) {
    constexpr more way = way_with<std::remove_cvref_t<Arguments>...>;
    if constexpr (((way == M) || ...))
        if constexpr (Point::template takes<Hook, node_info const&,
                                            std::remove_cvref_t<Arguments> const&...>)
            return way;
    return differs;
}
template <class Point, class Hook>
consteval more find_way_of_all(auto, auto) {
    return differs;
}

/// How a hook is notified of every node, where that is known without the node: its member is one
/// function, it takes the node's info, and no value of a node. Else `differs`. For a large pipeline
/// the questions for each node are what a hook costs the compiler.
template <class Point, class Hook>
inline constexpr more way_of_all = [] {
    if constexpr (requires { typename Point::template member_type<Hook>; }) {
        using member = signature<typename Point::template member_type<Hook>>;
        if constexpr (member::known)
            return find_way_of_all<Point, Hook>(typename member::parameters{},
                                                typename ways_of<Point>::type{});
    }
    return differs;
}();

// The item and value of a notification. The types come from the pipeline, so the answer is the same
// in a check and in a run.
template <class Point, class Hook, class Who, auto const& P, std::size_t Item, std::size_t V,
          more M>
consteval bool takes_way() {
    constexpr item it = solved<P>.items[Item];
    if constexpr (M == more::inputs) {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return Point::template takes<Hook, Who,
                                         value_t<P, solved<P>.edges[it.first_edge + I]> const&...>;
        }(std::make_index_sequence<it.edge_count>{});
    } else if constexpr (M == more::outputs) {
        if constexpr (std::is_void_v<value_t<P, it.first_value>>)
            return false;
        else
            return []<std::size_t... I>(std::index_sequence<I...>) {
                return Point::template takes<Hook, Who, value_t<P, it.first_value + I> const&...>;
            }(std::make_index_sequence<it.value_count>{});
    } else if constexpr (M == more::value || M == more::node_value) {
        if constexpr (V == npos)
            return false;
        else if constexpr (std::is_void_v<value_t<P, V>>)
            return false;
        else if constexpr (M == more::value)
            return Point::template takes<Hook, Who, value_t<P, V> const&>;
        else
            return Point::template takes<Hook, Who, node_info const&, value_t<P, V> const&>;
    } else if constexpr (M == more::report) {
        return Point::template takes<Hook, Who, node_report const&>;
    } else if constexpr (M == more::error) {
        return Point::template takes<Hook, Who, std::exception_ptr const&>;
    } else if constexpr (M == more::reason) {
        return Point::template takes<Hook, Who, std::string_view>;
    } else if constexpr (M == more::amount) {
        return Point::template takes<Hook, Who, std::size_t, std::size_t>;
    } else if constexpr (M == more::attempt) {
        return Point::template takes<Hook, Who, std::size_t>;
    } else if constexpr (M == more::metric) {
        return Point::template takes<Hook, Who, metric_value const&>;
    } else if constexpr (M == more::key) {
        return Point::template takes<Hook, Who, digest const&>;
    } else if constexpr (M == more::key_size) {
        return Point::template takes<Hook, Who, digest const&, std::size_t>;
    } else if constexpr (M == more::key_reason) {
        return Point::template takes<Hook, Who, digest const&, std::string_view>;
    } else if constexpr (M == more::node) {
        return Point::template takes<Hook, Who, node_info const&>;
    } else if constexpr (M == more::node_error) {
        return Point::template takes<Hook, Who, node_info const&, std::exception_ptr const&>;
    } else {
        return Point::template takes<Hook, Who>;
    }
}

template <class Point, class Hook, class Who, auto const& P, std::size_t Item, std::size_t V,
          more... M>
consteval more find_way(ways<M...>) {
    more found = not_told;
    [[maybe_unused]] bool const any =
        ((takes_way<Point, Hook, Who, P, Item, V, M>() ? (found = M, true) : false) || ...);
    return found;
}

/// The way of notification at that point of the node or dataset, or not_told.
template <class Point, class Hook, class Who, auto const& P, std::size_t Item, std::size_t V = npos>
consteval more way_of() {
    if constexpr (!Point::template named_in<Hook>)
        return not_told;
    else if constexpr (way_of_all<Point, Hook> != differs)
        return std::is_same_v<Who, node_info const&> ? way_of_all<Point, Hook> : not_told;
    else
        return find_way<Point, Hook, Who, P, Item, V>(typename ways_of<Point>::type{});
}

/// Calls the hook in that way. `scene` holds the arguments.
template <class Point, more M, std::size_t V, class Hook, class Who, class Scene>
[[gnu::always_inline]] inline decltype(auto) tell(Hook& hook, Who const& who, Scene const& scene) {
    if constexpr (M == more::inputs)
        return [&]<std::size_t... I>(std::index_sequence<I...>) -> decltype(auto) {
            return Point::call(hook, who, scene.template input<I>()...);
        }(std::make_index_sequence<Scene::input_count>{});
    else if constexpr (M == more::outputs)
        return [&]<std::size_t... I>(std::index_sequence<I...>) -> decltype(auto) {
            return Point::call(hook, who, scene.template value<Scene::first_output + I>()...);
        }(std::make_index_sequence<Scene::output_count>{});
    else if constexpr (M == more::value)
        return Point::call(hook, who, scene.template value<V>());
    else if constexpr (M == more::report)
        return Point::call(hook, who, scene.report());
    else if constexpr (M == more::error)
        return Point::call(hook, who, scene.error());
    else if constexpr (M == more::reason)
        return Point::call(hook, who, scene.reason());
    else if constexpr (M == more::amount)
        return Point::call(hook, who, scene.done(), scene.total());
    else if constexpr (M == more::attempt)
        return Point::call(hook, who, scene.attempt());
    else if constexpr (M == more::metric)
        return Point::call(hook, who, scene.metric());
    else if constexpr (M == more::key)
        return Point::call(hook, who, scene.key());
    else if constexpr (M == more::key_size)
        return Point::call(hook, who, scene.key(), scene.size());
    else if constexpr (M == more::key_reason)
        return Point::call(hook, who, scene.key(), scene.reason());
    else if constexpr (M == more::node)
        return Point::call(hook, who, scene.node());
    else if constexpr (M == more::node_value)
        return Point::call(hook, who, scene.node(), scene.template value<V>());
    else if constexpr (M == more::node_error)
        return Point::call(hook, who, scene.node(), scene.error());
    else
        return Point::call(hook, who);
}

} // namespace leat::detail
