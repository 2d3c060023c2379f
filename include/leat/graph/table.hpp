// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/within.hpp>
#include <leat/support/hash.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace leat::detail {

/// How much there is of everything in a pipeline; sizes the arrays of its graph.
struct counts {
    std::size_t items = 0;  ///< declarations: inputs, params, nodes
    std::size_t values = 0; ///< what they make
    std::size_t edges = 0;  ///< inputs of all nodes
    std::size_t chars = 0;  ///< characters of all names, prefixes included
    std::size_t kept = 0;   ///< names in keep()
};

/// A name in full, prefixes included: where it stands in the text of the table.
struct full_name {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
    std::uint64_t hash = hash_seed;
};

/// One declaration, flattened: its values and edges are ranges of the table's arrays.
struct item {
    detail::kind kind{};
    std::uint32_t first_value = 0;
    std::uint32_t value_count = 0;
    std::uint32_t first_edge = 0;
    std::uint32_t edge_count = 0;
};

/// Where a name stands: the prefix of the within() around it, if any, and what is around that.
/// Names in `kept` do not take the prefix.
struct scope {
    scope const* outer = nullptr;
    std::string_view prefix{};
    std::span<name const> kept{};
};

// Calls visit(declaration_view, scope) for each declaration of a pipeline, inner ones included.
template <class Pipeline, class Visit, class Enter>
constexpr void walk(Pipeline const& p, scope const& at, Visit& visit, Enter& enter) {
    for_each_element(p, [&]<class Element>(Element const& e) {
        if constexpr (declared<Element>) {
            visit(view_of(e), at);
        } else if constexpr (requires { e.inner; }) {
            scope const inner{&at, e.name.view(), {e.kept.data(), e.kept.size()}};
            enter(inner);
            walk(e.inner, inner, visit, enter);
        } else {
            walk(e, at, visit, enter);
        }
    });
}

// A within() that stands for the whole pipeline is walked like one that stands in it.
template <class Pipeline, class Visit, class Enter>
constexpr void walk(Pipeline const& p, Visit visit, Enter enter) {
    scope const top{};
    if constexpr (requires { p.inner; }) {
        scope const inner{&top, p.name.view(), {p.kept.data(), p.kept.size()}};
        enter(inner);
        walk(p.inner, inner, visit, enter);
    } else {
        walk(p, top, visit, enter);
    }
}

constexpr bool keeps(scope const& s, std::uint64_t hash, std::string_view text) {
    for (auto const& kept : s.kept)
        if (kept.hash == hash && kept.view() == text) return true;
    return false;
}

// The characters of a name in full, upper bound: as if no scope kept it.
constexpr std::size_t size_in(scope const* s, name const& n) {
    std::size_t size = n.size;
    for (; s; s = s->outer)
        if (!s->prefix.empty()) size += s->prefix.size() + 1;
    return size;
}

template <class Pipeline>
consteval counts count(Pipeline const& p) {
    counts c;
    walk(
        p,
        [&](declaration_view const& d, scope const& at) {
            ++c.items;
            c.values += d.outputs.size();
            c.edges += d.inputs.size();
            for (auto const& n : d.outputs) c.chars += size_in(&at, n);
            for (auto const& n : d.inputs) c.chars += size_in(&at, n);
        },
        [&](scope const& at) {
            c.kept += at.kept.size();
            for (auto const& n : at.kept) c.chars += size_in(&at, n);
        });
    return c;
}

/// A pipeline with its inner pipelines flattened: every name in full, nothing resolved yet.
template <counts C>
struct table {
    std::array<char, C.chars + 1> text{};
    std::array<item, C.items> items{};
    std::array<options const*, C.items> option_of{};
    std::array<full_name, C.values> value_names{};
    std::array<full_name, C.edges> edge_names{};
    std::array<full_name, C.kept> kept_names{}; ///< as they are seen inside, to check that they exist
    std::size_t text_size = 0;

    constexpr std::string_view view(full_name const& n) const {
        return {text.data() + n.offset, n.size};
    }

    /// Writes a name in full: from the inside out, each scope that does not keep it prefixes it.
    constexpr full_name add(scope const& at, name const& n) {
        full_name made{static_cast<std::uint32_t>(text_size), 0, n.hash};
        for (std::size_t i = 0; i < n.size; ++i) text[text_size++] = n.text[i];
        made.size = static_cast<std::uint32_t>(n.size);
        for (scope const* s = &at; s; s = s->outer)
            if (!s->prefix.empty() && !keeps(*s, made.hash, view(made))) put_under(s->prefix, made);
        return made;
    }

private:
    constexpr void put_under(std::string_view prefix, full_name& n) {
        for (std::size_t i = n.size; i-- > 0;)
            text[n.offset + i + prefix.size() + 1] = text[n.offset + i];
        for (std::size_t i = 0; i < prefix.size(); ++i) text[n.offset + i] = prefix[i];
        text[n.offset + prefix.size()] = '.';
        text_size += prefix.size() + 1;
        n.size += static_cast<std::uint32_t>(prefix.size() + 1);
        n.hash = hash(view(n));
    }
};

} // namespace leat::detail
