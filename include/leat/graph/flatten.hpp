// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/table.hpp>
#include <leat/support/nearest.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace leat::detail {

/// Finds values by name: open addressing, at most half full, so a look-up is a few steps whatever
/// the size of the pipeline.
template <counts C>
struct name_index {
    static constexpr std::size_t slots = std::bit_ceil(2 * C.values + 1);
    std::array<std::size_t, slots> entry{}; ///< value + 1; 0 is free

    // FNV's low bits are poor for short names that differ at the end only: mix the high ones in.
    static constexpr std::size_t slot(std::uint64_t hash) {
        return static_cast<std::size_t>((hash ^ (hash >> 29) ^ (hash >> 47)) & (slots - 1));
    }

    /// The value of that name, or npos.
    constexpr std::size_t find(table<C> const& t, full_name const& n) const {
        for (std::size_t s = slot(n.hash); entry[s]; s = (s + 1) & (slots - 1)) {
            full_name const& other = t.value_names[entry[s] - 1];
            if (other.hash == n.hash && t.view(other) == t.view(n)) return entry[s] - 1;
        }
        return npos;
    }

    /// Makes the name stand for another value from now on. Requires: the name is there.
    constexpr void replace(table<C> const& t, full_name const& n, std::size_t value) {
        std::size_t s = slot(n.hash);
        while (t.value_names[entry[s] - 1].hash != n.hash ||
               t.view(t.value_names[entry[s] - 1]) != t.view(n))
            s = (s + 1) & (slots - 1);
        entry[s] = value + 1;
    }

    constexpr void insert(full_name const& n, std::size_t value) {
        std::size_t s = slot(n.hash);
        while (entry[s]) s = (s + 1) & (slots - 1);
        entry[s] = value + 1;
    }
};

/// Writes the declarations down as they are walked.
template <counts C>
struct flattener {
    table<C> g{};
    std::uint32_t t = 0;
    std::uint32_t v = 0;
    std::uint32_t e = 0;
    std::size_t k = 0;
    std::uint32_t group = 0;
    std::uint32_t groups = 0;
    leat::name const* owner = nullptr;

    constexpr void declaration(declaration_view const& d, scope const& at) {
        g.items[t] = {d.kind,
                      v,
                      static_cast<std::uint32_t>(d.outputs.size()),
                      e,
                      static_cast<std::uint32_t>(d.inputs.size()),
                      t,
                      group,
                      false};
        g.option_of[t] = d.options;
        g.owner_of[t] = owner;
        for (auto const& n : d.outputs) {
            g.maker[v] = t;
            g.value_names[v++] = g.complete(at, n, &g.items[t].shared);
        }
        for (auto const& n : d.inputs) g.edge_names[e++] = g.complete(at, n);
        ++t;
    }

    constexpr void enter(scope const& at) {
        for (auto const& n : at.kept) g.kept_names[k++] = g.complete(*at.outer, n);
    }
};

template <auto const& P>
inline constexpr auto all_declarations = [] {
    flattener<P.counts> made;
    walk(P, scope{}, made);
    return made.g;
}();

/// How firmly a declaration holds its name. Where pipelines are composed, an input gives way to
/// whatever makes the value in another pipeline, and a param that is shared by keep() to the one
/// outside; two inputs of one name are one.
constexpr int firmness(item const& it) {
    return it.kind == kind::input ? 0 : it.kind == kind::param && it.shared ? 1 : 2;
}

/// Which declarations give way to another one of their name.
template <counts C>
constexpr std::array<bool, C.items> find_yielding(table<C> const& g) {
    std::array<bool, C.items> yields{};
    name_index<C> index;
    for (std::size_t v = 0; v < C.values; ++v) {
        std::size_t const first = index.find(g, g.value_names[v]);
        if (first == npos) {
            index.insert(g.value_names[v], v);
            continue;
        }
        item const& one = g.items[g.maker[first]];
        item const& other = g.items[g.maker[v]];
        int const before = firmness(one);
        int const now = firmness(other);
        // Two of one name in one pipeline, or two that hold it firmly: the solver reports them.
        if (one.group == other.group || (before == 2 && now == 2)) continue;
        yields[g.maker[now > before ? first : v]] = true;
        if (now > before) index.replace(g, g.value_names[v], v);
    }
    return yields;
}

template <auto const& P>
inline constexpr auto yielding = find_yielding(all_declarations<P>);

/// How much there is in the graph of a pipeline, when what gives way is gone. What gives way is an
/// input or a param: one value, no edges.
template <auto const& P>
inline constexpr counts counts_of = [] {
    counts c = P.counts;
    for (bool yields : yielding<P>) {
        c.items -= yields ? 1 : 0;
        c.values -= yields ? 1 : 0;
    }
    return c;
}();

/// The declarations of a pipeline that count, inner pipelines flattened, nothing resolved yet.
template <auto const& P>
inline constexpr auto flat = [] {
    auto const& all = all_declarations<P>;
    table<counts_of<P>> g;
    g.text = all.text;
    g.text_size = all.text_size;
    g.edge_names = all.edge_names;
    g.kept_names = all.kept_names;
    std::size_t t = 0;
    std::uint32_t v = 0;
    for (item it : all.items) {
        if (yielding<P>[it.declared]) continue;
        std::uint32_t const first = it.first_value;
        it.first_value = v;
        for (std::uint32_t i = 0; i < it.value_count; ++i, ++v) {
            g.value_names[v] = all.value_names[first + i];
            g.maker[v] = t;
        }
        g.option_of[t] = all.option_of[it.declared];
        g.owner_of[t] = all.owner_of[it.declared];
        g.items[t++] = it;
    }
    return g;
}();

} // namespace leat::detail
