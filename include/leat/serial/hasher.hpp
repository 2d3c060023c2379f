// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Inline, so that there is nothing to link: the names that it declares are static and begin with
// XXH. What the user includes as <xxhash.h>, before or after, stays as the user wants it.
#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL
#include <xxhash.h>
#undef XXH_INLINE_ALL
#else
#include <xxhash.h>
#endif

namespace leat {

namespace detail {
struct visited;
} // namespace detail

/// Hashes a stream of bytes to a `leat::digest` with XXH3 of 128 bits, seed 0 and the default
/// secret.
///
/// The digest is that of all bytes fed, however they were parted: `bytes` feeds what it is given,
/// `number` 8 bytes, little-endian, `text` its length as a number and then its bytes. So
/// `digest::to_string()` is what `xxhsum -H2` prints for a file of these bytes, on every machine.
/// Not meant against an adversary.
///
/// Cost: allocates nothing. Up to 512 bytes are hashed at once, in some ns.
class hasher {
public:
    hasher() noexcept {} // the buffers are left as they are
    hasher(hasher const&) = delete;
    hasher& operator=(hasher const&) = delete;

    /// Feeds `size` bytes. Whoever feeds a number of them that may vary feeds the number first.
    hasher& bytes(void const* data, std::size_t size) noexcept {
        if (size <= sizeof buffer_ - used_) {
            if (size != 0) std::memcpy(buffer_ + used_, data, size);
            used_ += size;
        } else {
            overflow(data, size);
        }
        return *this;
    }

    hasher& number(std::uint64_t value) noexcept {
        if constexpr (std::endian::native == std::endian::little) return bytes(&value, 8);
        unsigned char ordered[8];
        for (int i = 0; i < 8; ++i) ordered[i] = static_cast<unsigned char>(value >> (8 * i));
        return bytes(ordered, 8);
    }

    hasher& text(std::string_view value) noexcept {
        return number(value.size()).bytes(value.data(), value.size());
    }

    hasher& add(digest const& value) noexcept { return number(value.high).number(value.low); }

    /// The digest of what was fed so far. More may be fed after it.
    digest finish() const noexcept {
        if (!streaming_) return converted(XXH3_128bits(used_ ? buffer_ : nothing, used_));
        return finish_stream();
    }

private:
    friend struct detail::visited;

    static digest converted(XXH128_hash_t const& hash) noexcept {
        return {hash.high64, hash.low64};
    }

    [[gnu::noinline]] digest finish_stream() const noexcept {
        if (used_ == 0) return converted(XXH3_128bits_digest(&state_));
        XXH3_state_t whole;
        std::memcpy(&whole, &state_, sizeof whole);
        XXH3_128bits_update(&whole, buffer_, used_);
        return converted(XXH3_128bits_digest(&whole));
    }

    [[gnu::noinline]] void overflow(void const* data, std::size_t size) noexcept {
        if (!streaming_) XXH3_128bits_reset(&state_);
        streaming_ = true;
        if (used_ != 0) XXH3_128bits_update(&state_, buffer_, used_);
        used_ = 0;
        if (size > sizeof buffer_)
            XXH3_128bits_update(&state_, data, size);
        else
            bytes(data, size);
    }

    // What was not written is not even named, as compilers warn.
    static constexpr unsigned char nothing[1] = {};

    std::size_t used_ = 0;
    bool streaming_ = false;
    detail::visited const* path_ = nullptr; // the pointers that are being followed
    alignas(8) unsigned char buffer_[512];
    XXH3_state_t state_; // meaningful while streaming
};

} // namespace leat
