// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/within.hpp>
#include <leat/support/hash.hpp>
#include <leat/support/index_range.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace leat::detail {

using counts = element_counts;

/// A name in full, namespaces included: a view of the user's literal, or, where a namespace made it
/// longer, a place in the text of the table.
struct full_name {
    char const* literal = nullptr;
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
    std::uint32_t declared = 0; ///< which declaration of the pipeline it is
    std::uint32_t group = 0;    ///< which pipeline's own it is, of those that are composed
    bool shared = false;        ///< under a within() that keeps its name
};

/// Where a name stands: the prefix of the within() around it, if any, and what is around that.
/// Names in `kept` do not take the prefix.
struct scope {
    scope const* outer = nullptr;
    std::string_view prefix{};
    std::span<name const> kept{};
};

// Walks the declarations of a pipeline, those of inner pipelines included:
// visitor.declaration(view, scope) for each, visitor.enter(scope) for each within(); visitor.group
// and visitor.owner tell which pipeline they are from. A declaration is seen through its base, so
// that only one function is instantiated for each pair of counts.
template <std::size_t Outputs, std::size_t Inputs, class Visitor>
constexpr void walk(declaration<Outputs, Inputs> const& d, scope const& at, Visitor& visitor) {
    visitor.declaration(view_of(d), at);
}

template <pipeline_like Pipeline, class Visitor>
constexpr void walk(Pipeline const& p, scope const& at, Visitor& visitor);

template <std::size_t... Index, class... Elements, class Visitor>
constexpr void walk(row_of<std::index_sequence<Index...>, Elements...> const& elements,
                    scope const& at, Visitor& visitor) {
    (walk(static_cast<leaf<Index, Elements> const&>(elements).value, at, visitor), ...);
}

template <pipeline_like Pipeline, class Visitor>
constexpr void walk(Pipeline const& p, scope const& at, Visitor& visitor) {
    if constexpr (requires { p.inner; }) {
        scope const inner{&at, p.name.view(), {p.kept.data(), p.kept.size()}};
        visitor.enter(inner);
        walk(p.inner, inner, visitor);
    } else {
        auto const around = visitor.group;
        auto const* const outer = visitor.owner;
        visitor.group = ++visitor.groups;
        visitor.owner = &p.name;
        walk(p.chunks, at, visitor);
        visitor.group = around;
        visitor.owner = outer;
    }
}

constexpr bool keeps(scope const& s, std::uint64_t hash, std::string_view text) {
    for (auto const& kept : s.kept)
        if (kept.hash == hash && kept.view() == text) return true;
    return false;
}

/// A pipeline with its inner pipelines flattened: every name in full, nothing resolved yet.
template <counts C>
struct table {
    std::array<char, C.chars + 1> text{};
    std::size_t text_size = 0;
    std::array<item, C.items> items{};
    std::array<options const*, C.items> option_of{};
    std::array<leat::name const*, C.items> owner_of{}; ///< the pipeline that declares the item
    std::array<full_name, C.values> value_names{};
    std::array<std::size_t, C.values> maker{}; ///< the item that makes the value
    std::array<full_name, C.edges> edge_names{};
    std::array<full_name, C.kept> kept_names{}; ///< as they are seen from outside of their within()

    constexpr std::string_view view(full_name const& n) const {
        return {n.literal ? n.literal : text.data() + n.offset, n.size};
    }

    /// The values that an item makes.
    constexpr index_range outputs(std::size_t t) const {
        return {items[t].first_value, items[t].first_value + items[t].value_count};
    }
    /// The edges along which an item gets its inputs.
    constexpr index_range edges_of(std::size_t t) const {
        return {items[t].first_edge, items[t].first_edge + items[t].edge_count};
    }

    /// A name in full: from the inside out, each scope that does not keep it puts its prefix before
    /// it.
    constexpr full_name complete(scope const& at, name const& n, bool* kept = nullptr) {
        full_name made{n.text, 0, static_cast<std::uint32_t>(n.size), n.hash};
        for (scope const* s = &at; s; s = s->outer) {
            if (s->prefix.empty()) continue;
            if (!keeps(*s, made.hash, view(made)))
                put_under(s->prefix, made);
            else if (kept)
                *kept = true;
        }
        return made;
    }

private:
    constexpr void put_under(std::string_view prefix, full_name& n) {
        std::size_t const start = text_size;
        std::string_view const before = view(n);
        for (char c : prefix) text[text_size++] = c;
        text[text_size++] = '.';
        for (std::size_t i = 0; i < before.size(); ++i) text[text_size++] = before[i];
        n = {nullptr, static_cast<std::uint32_t>(start),
             static_cast<std::uint32_t>(text_size - start), 0};
        n.hash = hash(view(n));
    }
};

} // namespace leat::detail
