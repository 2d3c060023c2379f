// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/policy.hpp>
#include <leat/graph/alike.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::mistake {

template <fixed_string Pipeline>
struct cache {
    template <fixed_string Node, class... AlsoAt>
    struct node {
        struct has_nothing_that_tells_when_its_code_changes;
        struct is_a_sink;
        template <fixed_string Value>
        struct returns {
            template <class Type>
            struct which_refers_to_another_value;
            template <class Type>
            struct which_names_a_file {
                template <class Part>
                struct because_of;
            };
            template <class Type>
            struct which_cannot_be_stored {
                template <class Part>
                struct because_of;
            };
        };
    };
    template <fixed_string Value>
    struct has_two_rules_for;
    template <fixed_string Value>
    struct no_node_makes {
        template <fixed_string Near>
        struct did_you_mean;
        struct and_none_is_near;
    };
    template <fixed_string Value>
    struct in_a_key {
        template <class Type>
        struct without_a_fingerprint {
            template <class Part>
            struct because_of;
        };
    };
};

} // namespace leat::mistake

// What the cache refuses, as it could give a stale value back or could not keep one.
namespace leat::detail {

/// What is wrong with a cached node, or with a value that it returns.
enum class cache_fault : unsigned char {
    none,
    no_identity,
    sink,
    file,
    borrowed,
    not_serializable,
    no_fingerprint
};

/// Of each type, whether it can be kept.
template <class T>
consteval cache_fault find_fault_of_stored() {
    if constexpr (names_file<T>)
        return cache_fault::file;
    else if constexpr (borrowing<T>)
        return cache_fault::borrowed;
    else if constexpr (!serializable<T>)
        return cache_fault::not_serializable;
    else if constexpr (!fingerprintable<T>)
        return cache_fault::no_fingerprint;
    else
        return cache_fault::none;
}
template <class T>
inline constexpr cache_fault fault_of_stored = find_fault_of_stored<T>();
template <>
inline constexpr cache_fault fault_of_stored<void> = cache_fault::sink;

template <auto const& P, class Rules, std::size_t V>
consteval cache_fault fault_of_cached() {
    constexpr std::size_t t = solved<P>.maker[V];
    if constexpr (solved<P>.items[t].kind != kind::node || !policy_of<P, Rules>.keyed[t])
        return cache_fault::none;
    else if constexpr (!has_identity<Rules>(*solved<P>.option_of[t]))
        return cache_fault::no_identity;
    else if constexpr (!policy_of<P, Rules>.caches(t))
        return cache_fault::none;
    else
        return fault_of_stored<value_t<P, V>>;
}
template <auto const& P, class Rules, std::size_t... V>
consteval auto find_cache_mistakes(std::index_sequence<V...>) {
    return std::array<mistake_at, sizeof...(V)>{mistake_at{
        solved<P>.maker[V], static_cast<std::size_t>(fault_of_cached<P, Rules, V>())}...};
}
/// Of each value, what is wrong with keeping it.
template <auto const& P, class Rules>
inline constexpr auto cache_mistakes =
    find_cache_mistakes<P, Rules>(std::make_index_sequence<counts_of<P>.values>{});

template <auto const& P, class Rules, std::size_t V>
consteval bool report_cached() {
    using node = alike_node<P, mistake::cache<pipeline_name<P>>, cache_mistakes<P, Rules>, V>;
    using type = value_t<P, V>;
    using where = typename node::template returns<value_name<P, V>>;
    constexpr auto fault = static_cast<cache_fault>(cache_mistakes<P, Rules>[V].kind);
    if constexpr (fault == cache_fault::no_identity) {
        static_assert(
            refused_because<typename node::has_nothing_that_tells_when_its_code_changes>,
            "leat: a node is cached, or feeds one that is, and nothing tells when its code "
            "changes: "
            "a stale value could be given back. Give it | leat::version(1), wrap its function in "
            "LEAT_FN(...), build the program with leat_code_version(target), or let it be | "
            "leat::impure.");
    } else if constexpr (fault == cache_fault::sink) {
        static_assert(
            refused_because<typename node::is_a_sink>,
            "leat: a sink is cached, which has no value to give back. Leave | leat::cached "
            "out.");
    } else if constexpr (fault == cache_fault::file) {
        static_assert(refused_because<typename where::template which_names_a_file<
                          type>::template because_of<typename file_named_by<type>::type>>,
                      "leat: a cached node returns a file, which is not kept: only its name would "
                      "be, and the file may be gone or altered when that is given back. Return its "
                      "content, do not cache the node, or, where the name is all that matters, "
                      "return it as a std::string.");
    } else if constexpr (fault == cache_fault::borrowed) {
        static_assert(
            refused_because<typename where::template which_refers_to_another_value<type>>,
            "leat: a cached node returns what refers to another value, which is not kept with it. "
            "Return what owns its content, or do not cache the node.");
    } else if constexpr (fault == cache_fault::not_serializable) {
        static_assert(refused_because<typename where::template which_cannot_be_stored<
                          type>::template because_of<first_unserializable<type>>>,
                      "leat: a cached node returns a value that cannot be stored. Give the type in "
                      "because_of<...> a serialize function of Boost.Serialization, or do not "
                      "cache the node.");
    } else {
        static_assert(
            refused_because<typename where::template which_cannot_be_stored<
                type>::template because_of<first_unfingerprintable<type>>>,
            "leat: a cached node returns a value that has no fingerprint. Give the type in "
            "because_of<...> a leat_fingerprint(leat::hasher&, T const&), or do not cache the "
            "node.");
    }
    return false;
}
template <auto const& P, class Rules, std::size_t... V>
consteval bool report_all_cached(std::index_sequence<V...>) {
    return all_of({true, report_cached<P, Rules, V>()...});
}

template <auto const& P, class Rules, std::size_t V>
consteval bool check_version() {
    constexpr auto const& policy = policy_of<P, Rules>;
    constexpr std::size_t t = solved<P>.maker[V];
    // What comes from outside, or from a node that is not to be trusted, is known by its content.
    constexpr bool by_content =
        solved<P>.items[t].kind != kind::node || policy.behaviour[t] == caching::impure;
    if constexpr (policy.versioned[V] && by_content && !has_fingerprint<value_t<P, V>>) {
        using type = value_t<P, V>;
        static_assert(
            refused_because<typename mistake::cache<pipeline_name<P>>::template in_a_key<
                value_name<P, V>>::template without_a_fingerprint<type>::
                                template because_of<first_unfingerprintable<type>>>,
            "leat: a value that has no fingerprint feeds a cached node, so that nothing tells when "
            "it changes. Give the type in because_of<...> a leat_fingerprint(leat::hasher&, T "
            "const&), or name the value in the node's leat::not_in_key(...) if it does not "
            "matter.");
        return false;
    } else {
        return true;
    }
}

template <auto const& P, class Rules, std::size_t... V>
consteval bool check_versions(std::index_sequence<V...>) {
    return all_of({true, check_version<P, Rules, V>()...});
}

// Of a session's rule: the node that it is for, or npos.
template <auto const& P, class Rules>
consteval std::size_t ruled_item(std::size_t rule) {
    std::size_t const v = find_value<P>(Rules::names[rule]);
    if (v == npos || solved<P>.items[solved<P>.maker[v]].kind != kind::node) return npos;
    return solved<P>.maker[v];
}
template <auto const& P, class Rules>
consteval bool ruled_before(std::size_t rule) {
    for (std::size_t other = 0; other < rule; ++other)
        if (ruled_item<P, Rules>(other) == ruled_item<P, Rules>(rule)) return true;
    return false;
}

template <auto const& P, class Rules, std::size_t Rule>
consteval bool check_rule() {
    constexpr std::string_view text = Rules::names[Rule];
    using where = mistake::cache<pipeline_name<P>>;
    if constexpr (ruled_item<P, Rules>(Rule) == npos) {
        using culprit = typename where::template no_node_makes<as_argument<text.size()>(text)>;
        static_assert(refused_because<suggested<P, culprit, nearest_value<P>(text)>>,
                      "leat: a session's cache is told of a value that no node of the pipeline "
                      "makes. Correct the name.");
        return false;
    } else if constexpr (ruled_before<P, Rules>(Rule)) {
        static_assert(
            refused_because<
                typename where::template has_two_rules_for<as_argument<text.size()>(text)>>,
            "leat: a session's cache is told of one node twice. Leave one of them out.");
        return false;
    } else {
        return true;
    }
}
template <auto const& P, class Rules, std::size_t... Rule>
consteval bool check_rules(std::index_sequence<Rule...>) {
    return all_of({true, check_rule<P, Rules, Rule>()...});
}

/// Whether a cache may serve the pipeline; each mistake stops the compiler with a sentence.
template <auto const& P, class Rules>
consteval bool check_cache() {
    if constexpr (!check_rules<P, Rules>(std::make_index_sequence<Rules::names.size()>{}))
        return false;
    else
        return all_of({report_all_cached<P, Rules>(reported<cache_mistakes<P, Rules>>{}),
                       check_versions<P, Rules>(std::make_index_sequence<counts_of<P>.values>{})});
}

} // namespace leat::detail
