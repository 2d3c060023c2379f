// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/hasher.hpp>

// Inline, so that there is nothing to link: the names that it declares are static and begin with
// XXH. What the user includes as <xxhash.h>, before or after, stays as the user wants it.
#ifndef XXH_INLINE_ALL
#define XXH_INLINE_ALL
#include <xxhash.h>
#undef XXH_INLINE_ALL
#else
#include <xxhash.h>
#endif

#include <utility>

namespace leat {

LEAT_DECL digest hasher::finish() const noexcept {
    static_assert(sizeof(XXH3_state_t) <= sizeof state_ && alignof(XXH3_state_t) <= 64);
    static constexpr unsigned char nothing[1] = {}; // compilers warn where an unset buffer is named
    auto const converted = [](XXH128_hash_t const& hash) {
        return digest{hash.high64, hash.low64};
    };
    if (passed_ == 0) return converted(XXH3_128bits(used_ ? buffer_ : nothing, used_));
    auto const* const state = reinterpret_cast<XXH3_state_t const*>(state_);
    if (used_ == 0) return converted(XXH3_128bits_digest(state));
    XXH3_state_t whole;
    std::memcpy(&whole, state, sizeof whole);
    XXH3_128bits_update(&whole, buffer_, used_);
    return converted(XXH3_128bits_digest(&whole));
}

LEAT_DECL void hasher::overflow(void const* data, std::size_t size) noexcept {
    auto* const state = reinterpret_cast<XXH3_state_t*>(state_);
    if (passed_ == 0) XXH3_128bits_reset(state);
    if (used_ != 0) XXH3_128bits_update(state, buffer_, used_);
    passed_ += std::exchange(used_, 0);
    if (size > sizeof buffer_) {
        XXH3_128bits_update(state, data, size);
        passed_ += size;
    } else {
        bytes(data, size);
    }
}

} // namespace leat
