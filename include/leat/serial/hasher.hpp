// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace leat {

class hasher;

namespace detail {
class met_objects;
void align(hasher& to) noexcept;
} // namespace detail

/// Hashes a stream of bytes to a `leat::digest` with XXH3 of 128 bits, seed 0 and the default
/// secret.
///
/// The digest is that of all bytes fed, however they were parted: `bytes` feeds what it is given,
/// `number` 8 bytes, little-endian, `text` its length as a number and then its bytes. So
/// `digest::to_string()` is what `xxhsum -H2` prints for a file of these bytes, on every machine.
/// Not meant against an adversary.
///
/// Cost: allocates nothing, unless it meets shared pointers. Up to 512 bytes are hashed at once, in
/// some ns.
class hasher {
public:
    hasher() noexcept {} // the buffers are left as they are
    ~hasher() {
        if (forget_) forget_(met_);
    }
    hasher(hasher const&) = delete;
    hasher& operator=(hasher const&) = delete;

    /// Feeds `size` bytes. Whoever feeds a number of them that may vary feeds the number first.
    hasher& bytes(void const* data, std::size_t size) noexcept {
        // In this form, compilers see that a size of theirs that is too large is never copied.
        if (size <= sizeof buffer_ && used_ <= sizeof buffer_ - size) {
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
    LEAT_DECL digest finish() const noexcept;

private:
    friend class detail::met_objects;
    friend void detail::align(hasher& to) noexcept;

    LEAT_DECL void overflow(void const* data, std::size_t size) noexcept;

    std::size_t used_ = 0;
    std::size_t passed_ = 0;             // bytes that are in the state and not in the buffer
    detail::met_objects* met_ = nullptr; // the objects behind shared pointers
    void (*forget_)(detail::met_objects*) noexcept = nullptr; // where they are its own
    bool isolated_ = false; // an element of an unordered container, by itself
    bool met_any_ = false;  // shared pointers
    unsigned behind_ = 0;   // so many shared pointers is it now
    alignas(8) unsigned char buffer_[512];
    // An XXH3_state_t while streaming: only the bodies include <xxhash.h>.
    alignas(64) unsigned char state_[576];
};

/// Feeds zeros up to the next multiple of 16 bytes. XXH3 is quicker by a tenth where the memory
/// that it reads begins at such a place of what is fed, as its stripes begin at multiples of 64.
inline void detail::align(hasher& to) noexcept {
    static constexpr unsigned char zeros[16] = {};
    to.bytes(zeros, -(to.passed_ + to.used_) % 16);
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/hasher.ipp>
#endif
