// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>
#include <leat/support/digest.hpp>

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

/// A few words with what each is for. Kept small, as a pipeline of 1,000 nodes has 1,000 of them.
class label_list {
public:
    enum class use : unsigned char { tag, not_in_key };
    static constexpr std::size_t capacity = 8;

    constexpr std::size_t size() const noexcept { return count_; }

    /// Whether `text` is there for that use.
    constexpr bool contains(use what, std::string_view text) const noexcept {
        for (std::size_t i = 0; i < count_; ++i)
            if (is(i, what) && text == words_[i]) return true;
        return false;
    }

    /// Calls `visit(text)` for each word of that use, in the order given.
    template <class Visit>
    constexpr void for_each(use what, Visit visit) const {
        for (std::size_t i = 0; i < count_; ++i)
            if (is(i, what)) visit(std::string_view(words_[i]));
    }

    constexpr void add(use what, char const* word) noexcept {
        if (what == use::not_in_key) not_in_key_ |= 1u << count_;
        words_[count_++] = word;
    }

private:
    constexpr bool is(std::size_t i, use what) const noexcept {
        return ((not_in_key_ >> i) & 1u) == (what == use::not_in_key ? 1u : 0u);
    }

    std::array<char const*, capacity> words_{};
    unsigned not_in_key_ = 0;
    std::size_t count_ = 0;
};

/// What a declaration of a node is beside a function and its inputs.
enum class shape : std::uint8_t {
    guarded = 1,      ///< there is something around the call: retry, timeout, check, fallback
    called_again = 2, ///< the function, or another one with its inputs, in one run
    operates = 4,     ///< it is a map, a choose or an iterate
    iterates = 8,     ///< it is an iterate,
    bounded = 16,     ///< for which until or times says when it ends
    lasting = 32,     ///< what its value refers to outlives each run
};

/// The options of a node or an input, as plain values: they add no type.
struct options {
    caching behaviour = caching::unspecified;
    bool versioned = false;
    std::uint64_t version = 0;
    bool sourced = false;                   ///< the function was given by LEAT_FN
    digest source{};                        ///< of its text
    std::uint8_t shapes = 0;                ///< of `shape`
    std::uint32_t checkpoint_every = 0;     ///< rounds of an iterate; 0 for never
    std::uint8_t const* branches = nullptr; ///< of a choose: for each input whose it is
    std::string_view doc{};
    label_list labels{}; ///< tags, and inputs that do not count in the key

    constexpr bool is(shape what) const noexcept {
        return (shapes & static_cast<std::uint8_t>(what)) != 0;
    }
    constexpr void be(shape what) noexcept { shapes |= static_cast<std::uint8_t>(what); }
};

namespace detail {

// Deliberately not constexpr: calling one in a declaration stops the compiler with its name.
inline void leat_a_node_takes_at_most_8_tags_and_names_in_not_in_key_together() {}

consteval void add_label(options& o, label_list::use what, name const& word) {
    if (o.labels.size() == label_list::capacity)
        leat_a_node_takes_at_most_8_tags_and_names_in_not_in_key_together();
    o.labels.add(what, word.text);
}

template <caching Behaviour> // a type of its own, as a session's cache takes it for a rule
struct caching_option {
    consteval void apply(options& o) const { o.behaviour = Behaviour; }
};

struct lasting_option {
    consteval void apply(options& o) const { o.be(shape::lasting); }
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
    consteval void apply(options& o) const { add_label(o, label_list::use::tag, text); }
};

template <std::size_t Count>
struct not_in_key_option {
    std::array<name, Count> names;
    consteval void apply(options& o) const {
        for (auto const& n : names) add_label(o, label_list::use::not_in_key, n);
    }
};

} // namespace detail

/// Something that can follow a declaration after `|`.
template <class T>
concept option = requires(T const& value, options& o) { value.apply(o); };

/// The node's value is kept by the session's cache, if it has one.
inline constexpr detail::caching_option<caching::cached> cached{};
/// The node always runs; its value is stored.
inline constexpr detail::caching_option<caching::recompute> recompute{};
/// The node is never cached: it runs each time, and what follows is keyed by what it returned.
inline constexpr detail::caching_option<caching::impure> impure{};
/// The node is not cached, even in a session that caches all.
inline constexpr detail::caching_option<caching::uncached> uncached{};

/// Says which version of its code a node has: raise it when the code's meaning changes.
consteval detail::version_option version(std::uint64_t number) { return {number}; }

/// Says of a node that returns a `std::string_view`, a `std::span`, a view, an iterator or a
/// `std::reference_wrapper` that what it refers to outlives the run and its result, and is never
/// altered: a static, or what the caller holds and lends. Without that such a node is refused, as
/// inputs are moved from and let go. No cache and no record keeps what it returns.
consteval detail::lasting_option borrows() { return {}; }

/// One line for people: shown by the views, the command line and the hooks.
template <std::size_t Size>
consteval detail::doc_option doc(char const (&text)[Size]) {
    return {{text, Size - 1}};
}

/// A tag, by which a slice can be asked. A node has at most 8, with the names
/// in `not_in_key` counted.
consteval detail::tag_option tag(name text) { return {text}; }

/// These inputs of the node do not count in its cache key.
template <class... Names>
consteval auto not_in_key(Names const&... names) -> detail::not_in_key_option<sizeof...(Names)> {
    return {{name(names)...}};
}

} // namespace leat
