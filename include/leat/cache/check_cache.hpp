// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/policy.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::mistake {

template <fixed_string Pipeline>
struct cache {
    template <fixed_string Node>
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

template <auto const& P, class Rules, std::size_t V>
consteval bool check_stored_value() {
    using type = value_t<P, V>;
    using where = typename mistake::cache<pipeline_name<P>>::template node<
        item_name<P, solved<P>.maker[V]>>::template returns<value_name<P, V>>;
    if constexpr (names_file<type>) {
        static_assert(refused_because<typename where::template which_names_a_file<
                          type>::template because_of<typename file_named_by<type>::type>>,
                      "leat: a cached node returns a file, which is not kept: only its name would "
                      "be, and the file may be gone or altered when that is given back. Return its "
                      "content, do not cache the node, or, where the name is all that matters, "
                      "return it as a std::string.");
        return false;
    } else if constexpr (borrowing<type>) {
        static_assert(
            refused_because<typename where::template which_refers_to_another_value<type>>,
            "leat: a cached node returns what refers to another value, which is not kept with it. "
            "Return what owns its content, or do not cache the node.");
        return false;
    } else if constexpr (!serializable<type>) {
        static_assert(refused_because<typename where::template which_cannot_be_stored<
                          type>::template because_of<first_unserializable<type>>>,
                      "leat: a cached node returns a value that cannot be stored. Give the type in "
                      "because_of<...> a serialize function of Boost.Serialization, or do not "
                      "cache the node.");
        return false;
    } else if constexpr (!fingerprintable<type>) {
        static_assert(
            refused_because<typename where::template which_cannot_be_stored<
                type>::template because_of<first_unfingerprintable<type>>>,
            "leat: a cached node returns a value that has no fingerprint. Give the type in "
            "because_of<...> a leat_fingerprint(leat::hasher&, T const&), or do not cache the "
            "node.");
        return false;
    } else {
        return true;
    }
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
consteval bool check_stored_values(std::index_sequence<V...>) {
    return all_of({true, check_stored_value<P, Rules, V>()...});
}

template <std::size_t First, std::size_t... I>
consteval auto sequence_from(std::index_sequence<I...>) -> std::index_sequence<First + I...>;

template <auto const& P, class Rules, std::size_t Item>
consteval bool check_cached_node() {
    constexpr item it = solved<P>.items[Item];
    constexpr auto const& policy = policy_of<P, Rules>;
    using where = typename mistake::cache<pipeline_name<P>>::template node<item_name<P, Item>>;
    if constexpr (it.kind != kind::node || !policy.keyed[Item]) {
        return true;
    } else if constexpr (!has_identity<Rules>(*solved<P>.option_of[Item])) {
        static_assert(
            refused_because<typename where::has_nothing_that_tells_when_its_code_changes>,
            "leat: a node is cached, or feeds one that is, and nothing tells when its code "
            "changes: "
            "a stale value could be given back. Give it | leat::version(1), wrap its function in "
            "LEAT_FN(...), build the program with leat_code_version(target), or let it be | "
            "leat::impure.");
        return false;
    } else if constexpr (!policy.caches(Item)) {
        return true;
    } else if constexpr (std::is_void_v<value_t<P, it.first_value>>) {
        static_assert(
            refused_because<typename where::is_a_sink>,
            "leat: a sink is cached, which has no value to give back. Leave | leat::cached "
            "out.");
        return false;
    } else {
        return check_stored_values<P, Rules>(
            decltype(sequence_from<it.first_value>(std::make_index_sequence<it.value_count>{})){});
    }
}

template <auto const& P, class Rules, std::size_t... Item, std::size_t... V>
consteval bool check_cache(std::index_sequence<Item...>, std::index_sequence<V...>) {
    return all_of({true, check_cached_node<P, Rules, Item>()..., check_version<P, Rules, V>()...});
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
        return check_cache<P, Rules>(std::make_index_sequence<counts_of<P>.items>{},
                                     std::make_index_sequence<counts_of<P>.values>{});
}

} // namespace leat::detail
