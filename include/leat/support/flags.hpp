// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>

namespace leat::detail {

/// So many bools, each of its own: a `std::vector<bool>` packs them into bits, and asks some twenty
/// instructions for each look. Up to 16 need no memory of their own.
class flags {
public:
    flags() = default;
    explicit flags(std::size_t count, bool value = false) : size_(count) {
        if (count > few) many_ = std::make_unique_for_overwrite<bool[]>(count);
        std::fill_n(data(), count, value);
    }
    template <class Iterator>
    flags(Iterator first, Iterator last) : flags(static_cast<std::size_t>(last - first)) {
        std::copy(first, last, data());
    }
    flags(std::initializer_list<bool> values) : flags(values.begin(), values.end()) {}
    flags(flags const& other) : flags(other.begin(), other.end()) {}
    flags(flags&& other) noexcept
        : size_(std::exchange(other.size_, 0)), many_(std::move(other.many_)) {
        std::copy_n(other.few_, few, few_);
    }
    flags& operator=(flags other) noexcept {
        std::swap(size_, other.size_);
        std::swap(many_, other.many_);
        std::swap(few_, other.few_);
        return *this;
    }
    ~flags() = default;

    std::size_t size() const noexcept { return size_; }
    bool* data() noexcept { return many_ ? many_.get() : few_; }
    bool const* data() const noexcept { return many_ ? many_.get() : few_; }
    bool& operator[](std::size_t i) noexcept { return data()[i]; }
    bool operator[](std::size_t i) const noexcept { return data()[i]; }
    bool const* begin() const noexcept { return data(); }
    bool const* end() const noexcept { return data() + size_; }

    friend bool operator==(flags const& one, flags const& other) noexcept {
        return std::equal(one.begin(), one.end(), other.begin(), other.end());
    }

private:
    static constexpr std::size_t few = 16;

    std::size_t size_ = 0;
    std::unique_ptr<bool[]> many_{};
    bool few_[few]{};
};

} // namespace leat::detail
