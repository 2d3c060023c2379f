// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leat {

/// What a cache may do with a node's value. Without a cache in the session it means nothing.
enum class caching : std::uint8_t {
    unspecified, ///< not cached, unless the session caches all
    cached,      ///< kept, and given back when its key is met again
    recompute,   ///< always runs; its value is stored
    impure,      ///< never kept; what follows is keyed by what it returned
    uncached,    ///< never kept, even where the session caches all
};

/// Up to `Capacity` texts, in the order given.
template <std::size_t Capacity>
struct short_list {
    std::array<std::string_view, Capacity> items{};
    std::size_t count = 0;

    constexpr auto begin() const noexcept { return items.begin(); }
    constexpr auto end() const noexcept { return items.begin() + static_cast<std::ptrdiff_t>(count); }
    constexpr std::size_t size() const noexcept { return count; }
    constexpr bool empty() const noexcept { return count == 0; }
    constexpr bool contains(std::string_view text) const noexcept {
        for (auto const& item : *this)
            if (item == text) return true;
        return false;
    }
};

/// The options of a node or an input, as plain values: they add no type.
struct options {
    caching behaviour = caching::unspecified;
    bool versioned = false;
    std::uint64_t version = 0;
    std::string_view doc{};
    short_list<8> tags{};
    short_list<8> not_in_key{};
};

namespace detail {

// Deliberately not constexpr: calling one in a declaration stops the compiler with its name.
inline void leat_a_node_takes_at_most_8_tags() {}
inline void leat_a_node_takes_at_most_8_names_in_not_in_key() {}

struct caching_option {
    caching behaviour;
    consteval void apply(options& o) const { o.behaviour = behaviour; }
};

struct version_option {
    std::uint64_t number;
    consteval void apply(options& o) const {
        o.versioned = true;
        o.version = number;
    }
};

struct doc_option {
    std::string_view text;
    consteval void apply(options& o) const { o.doc = text; }
};

struct tag_option {
    name text;
    consteval void apply(options& o) const {
        if (o.tags.count == 8) leat_a_node_takes_at_most_8_tags();
        o.tags.items[o.tags.count++] = text.view();
    }
};

template <std::size_t Count>
struct not_in_key_option {
    std::array<name, Count> names;
    consteval void apply(options& o) const {
        for (auto const& n : names) {
            if (o.not_in_key.count == 8) leat_a_node_takes_at_most_8_names_in_not_in_key();
            o.not_in_key.items[o.not_in_key.count++] = n.view();
        }
    }
};

} // namespace detail

/// Something that can follow a declaration after `|`.
template <class T>
concept option = requires(T const& value, options& o) { value.apply(o); };

/// The node's value is kept by the session's cache, if it has one.
inline constexpr detail::caching_option cached{caching::cached};
/// The node always runs; its value is stored.
inline constexpr detail::caching_option recompute{caching::recompute};
/// The node is never cached: it runs each time, and what follows is keyed by what it returned.
inline constexpr detail::caching_option impure{caching::impure};
/// The node is not cached, even in a session that caches all.
inline constexpr detail::caching_option uncached{caching::uncached};

/// Says which version of its code a node has: raise it when the code's meaning changes.
consteval detail::version_option version(std::uint64_t number) { return {number}; }

/// One line for people: shown by the views, the command line and the hooks.
template <std::size_t Size>
consteval detail::doc_option doc(char const (&text)[Size]) {
    return {{text, Size - 1}};
}

/// A tag, by which a slice can be asked. A node has at most 8.
consteval detail::tag_option tag(name text) { return {text}; }

/// These inputs of the node do not count in its cache key. At most 8.
template <class... Names>
consteval auto not_in_key(Names const&... names) -> detail::not_in_key_option<sizeof...(Names)> {
    return {{name(names)...}};
}

} // namespace leat
