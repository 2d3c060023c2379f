// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_text.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat {

/// An input that counted in a key.
struct cache_input {
    std::string name;
    digest version;      ///< what stood for its value
    std::string shown{}; ///< its value in a few characters, where that is known

    friend bool operator==(cache_input const&, cache_input const&) = default;
};

/// What a cache knows under one key.
struct cache_entry {
    digest key;
    std::string node;
    std::vector<digest> contents;     // one for each output, as the next three
    std::vector<digest> versions;     // what stands for the values in keys: their fingerprints
    std::vector<std::uint64_t> sizes; // in bytes
    std::vector<std::string> types;
    digest static_key;
    digest code;
    std::uint64_t version = 0;
    std::vector<cache_input> inputs;
    std::chrono::system_clock::time_point made;
    std::chrono::nanoseconds took{0};
    std::string pipeline;
    std::string run;
    std::string told{}; // what the node told of itself: its metrics and tags, as text

    friend bool operator==(cache_entry const&, cache_entry const&) = default;
};

/// The largest entry that is read, in bytes.
inline constexpr std::uint64_t max_entry_size = std::uint64_t{16} << 20;

namespace detail {

inline constexpr std::string_view entry_heading = "leat-entry 1\n";

/// Takes `digest number text` or the front of it.
struct entry_value {
    std::string_view rest;
    bool good = true;

    template <class T>
    void set(T& to, std::optional<T> value) {
        good = good && value;
        if (good) to = std::move(*value);
    }
    LEAT_DECL void text(std::string& to);
    LEAT_DECL void sum(digest& to);
    template <class Number>
    void number(Number& to) {
        set(to, read_number<Number>(rest));
    }
    /// The same for the next word.
    template <class Read>
    void word(Read read) {
        std::string_view after = rest;
        if (auto const taken = take_until(after, ' ')) {
            rest = *taken;
            read();
            rest = after;
        } else {
            good = false;
        }
    }
};

/// Reads a line into `entry`. Which of the fields that come once it was is the number of a bit; 0
/// for any other; -1 when the value cannot be.
LEAT_DECL int read_entry_line(std::string_view field, std::string_view text, cache_entry& entry);

} // namespace detail

/// An entry as text: lines of `field value`, the last one the checksum of the others. Throws
/// `leat::error` when there are not as many contents as sizes and types.
LEAT_DECL std::string write_entry(cache_entry const& entry);

/// The entry that `write_entry` made `text` of; nothing for any other text. Fields of a newer leat
/// are passed over. Cost: in proportion to the text, whatever it says.
LEAT_DECL std::optional<cache_entry> read_entry(std::string_view text);

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/store_entry_text.ipp>
#endif
