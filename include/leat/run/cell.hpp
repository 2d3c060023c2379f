// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace leat::detail {

/// Room for one value of a run that is laid out at run time; it knows whether it is full.
template <class T>
class cell {
public:
    cell() noexcept {}
    cell(cell const&) = delete;
    ~cell() { reset(); }

    bool full() const noexcept { return full_; }
    T& value() noexcept { return value_; }
    T const& value() const noexcept { return value_; }

    /// Makes the value in place of what `make()` returns, which may be immovable.
    template <class Make>
    void fill(Make&& make) {
        reset(); // a part that was made although another value was bound in its place
        ::new (static_cast<void*>(std::addressof(value_))) T(make());
        full_ = true;
    }
    void reset() noexcept {
        if (full_) std::destroy_at(std::addressof(value_));
        full_ = false;
    }

private:
    union {
        T value_;
    };
    bool full_ = false;
};

template <>
class cell<void> {
public:
    bool full() const noexcept { return false; }
    void reset() noexcept {}
};

template <auto const& P, std::size_t V>
struct value_cell : cell<value_t<P, V>> {};

template <auto const& P, class Values>
struct cells;
template <auto const& P, std::size_t... V>
struct cells<P, std::index_sequence<V...>> : value_cell<P, V>... {};

template <auto const& P>
using all_cells = cells<P, std::make_index_sequence<counts_of<P>.values>>;

} // namespace leat::detail
