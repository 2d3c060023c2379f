// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace leat {

inline constexpr std::string_view blob_prefix = "blobs/";

/// What a blob is named by: XXH3 of 128 bits, as `xxhsum -H2` prints it. It tells any damage, but
/// is not meant against an adversary: who may write to a store may put anything there. Cost: as
/// quick as memory is read.
LEAT_DECL digest blob_digest(std::string_view bytes) noexcept;

/// The name of a blob in a store, as "blobs/99aa06d3014798d86001c324468d497f".
LEAT_DECL std::string blob_name(digest const& content);

namespace detail {

/// Reads what `digest::to_string` wrote, and nothing else.
constexpr std::optional<digest> read_digest(std::string_view text) noexcept {
    if (text.size() != 32) return std::nullopt;
    digest read;
    for (std::size_t i = 0; i < 32; ++i) {
        char const c = text[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return std::nullopt;
        auto const value = static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        std::uint64_t& word = i < 16 ? read.high : read.low;
        word = word << 4 | value;
    }
    return read;
}

/// Fills in why there is nothing.
LEAT_DECL std::nullopt_t nothing(std::string* why, std::string reason);

template <cache_store Store>
bool holds_blob(Store& store, std::string const& name, std::string_view bytes) {
    if constexpr (requires { store.size(name); }) {
        return store.size(name) == bytes.size();
    } else {
        std::optional<std::string> const there = store.get(name);
        return there && *there == bytes;
    }
}

} // namespace detail

/// Keeps `bytes` in `store`, and returns the digest that they are found by. Writes nothing if they
/// are there, and marks them as used then. Throws what `store.put` throws.
///
/// That they are there is told by their name and size, and they are not read again: a blob that was
/// damaged meanwhile is removed by the `get_blob` that finds it so. A store without `size` is read.
template <cache_store Store>
digest put_blob(Store& store, std::string_view bytes) {
    digest const content = blob_digest(bytes);
    std::string const name = blob_name(content);
    if (detail::holds_blob(store, name, bytes))
        touch_in(store, name);
    else
        store.put(name, bytes);
    return content;
}

/// The `size` bytes that were put and have the digest `content`: these bytes, or null. Then
/// `*why`, if given, says in a sentence what was found instead. A blob that is not what its name
/// says, though of that size, is removed, so that it can be put again.
///
/// Cost: `store.share`, or where it has none `store.get`, and one pass over the bytes. One of
/// another size is not read where the store has `size`.
template <cache_store Store>
std::shared_ptr<std::string const> share_blob(Store& store, digest const& content,
                                              std::uint64_t size, std::string* why = nullptr) {
    std::string const name = blob_name(content);
    auto const nothing = [&](std::string reason) {
        if (why) *why = std::move(reason);
        return nullptr;
    };
    auto const of_size = [&](std::uint64_t there) {
        return "'" + name + "' has " + std::to_string(there) + " bytes in place of " +
               std::to_string(size);
    };
    if constexpr (requires { store.size(name); }) {
        if (std::optional<std::uint64_t> const there = store.size(name); there && *there != size)
            return nothing(of_size(*there));
    }
    std::shared_ptr<std::string const> bytes = share_in(store, name);
    if (!bytes) return nothing("'" + name + "' is not there or cannot be read");
    if (blob_digest(*bytes) != content) {
        store.remove(name);
        return nothing(bytes->size() != size ? of_size(bytes->size())
                                             : "'" + name + "' is damaged");
    }
    if (bytes->size() != size) return nothing(of_size(bytes->size()));
    return bytes;
}

/// The same as a copy.
template <cache_store Store>
std::optional<std::string> get_blob(Store& store, digest const& content, std::uint64_t size,
                                    std::string* why = nullptr) {
    auto const bytes = share_blob(store, content, size, why);
    return bytes ? std::optional<std::string>(*bytes) : std::nullopt;
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cache/impl/blob.ipp>
#endif
