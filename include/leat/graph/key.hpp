// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/guarded.hpp>
#include <leat/graph/graph.hpp>
#include <leat/support/digest.hpp>
#include <leat/support/type_name.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace leat {
namespace detail {

template <auto const& P, std::size_t Item, std::size_t... J>
constexpr void feed_inputs(digest_builder& to, std::index_sequence<J...>) {
    (feed_type<value_t<P, solved<P>.edges[solved<P>.items[Item].first_edge + J]>>(to), ...);
}

// When an iterate ends, and which checks a value has passed; from the outermost in.
template <class Declaration>
constexpr void feed_guards(Declaration const& declared, digest_builder& to) {
    if constexpr (has_guard<Declaration>) {
        if constexpr (requires { declared.guard.feed_key(to); }) declared.guard.feed_key(to);
        feed_guards(static_cast<typename Declaration::inner_declaration const&>(declared), to);
    }
}

/// The static key of a value: what of its cache key does not depend on what flows. Fed in this
/// order, as `digest_builder` feeds them:
///   text "leat key 2"; text the value's name in full; text "input", "param" or "node";
///   the value's type; and for a node: its output's number; its version as 1 and the number, or 0;
///   where LEAT_FN gave it, text "source" and the digest of the function's text, else text
///   "pipeline" and text the name of the pipeline that declares the node; the number of its inputs,
///   and the type of each; for a map text "map", and for each input 1 where it is taken by
///   element, else 0; for a choose text "choose", and for each branch what it is for and the number
///   of its inputs; for an iterate text "iterate", and text
///   "until", the limit of rounds and the digest of the predicate's text, or 0; for each check text
///   "check", its text, and 0, or 1 where it only warns.
/// The place in the pipeline does not count, nor do the pipelines around the one that declares it.
template <auto const& P, std::size_t V>
consteval digest static_key() {
    constexpr std::size_t t = solved<P>.maker[V];
    constexpr item it = solved<P>.items[t];
    digest_builder to;
    to.text("leat key 2").text(solved<P>.name(V));
    to.text(it.kind == kind::input ? "input" : it.kind == kind::param ? "param" : "node");
    feed_type<value_t<P, V>>(to);
    if constexpr (it.kind == kind::node) {
        options const& o = *solved<P>.option_of[t];
        to.number(V - it.first_value).number(o.versioned ? 1 : 0);
        if (o.versioned) to.number(o.version);
        if (o.sourced)
            to.text("source").add(o.source);
        else // neither a version nor a build tells of two nodes of one name
            to.text("pipeline").text(solved<P>.owner_of[t]->view());
        to.number(it.edge_count);
        feed_inputs<P, t>(to, std::make_index_sequence<it.edge_count>{});
        if constexpr (requires { declaration_of<P, t>.function.feed_key(to); })
            declaration_of<P, t>.function.feed_key(to);
        if constexpr (solved<P>.option_of[t]->is(shape::guarded))
            feed_guards(declaration_of<P, t>, to);
    }
    return to.finish();
}

/// The key of the value of that name, or the reason why there is none.
template <auto const& P, fixed_string Name>
consteval digest key_of() {
    if constexpr (!valid<P> || !is_pipeline<P>) {
        return {};
    } else if constexpr (constexpr std::size_t v = find_value<P>(Name.view()); v == npos) {
        using culprit = typename mistake::pipeline<pipeline_name<P>>::template no_value_named<Name>;
        static_assert(
            refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
            "leat: a key is asked for a value that the pipeline does not have. Correct the name.");
        return {};
    } else {
        return static_key<P, v>();
    }
}

} // namespace detail

/// The static half of the cache key of a value: `key<forecast, "model">`. A constant, the same in
/// every run and on every machine for the same declaration. A name that the pipeline does not have
/// does not compile.
template <auto const& P, fixed_string Name>
inline constexpr digest key = detail::key_of<P, Name>();

} // namespace leat
