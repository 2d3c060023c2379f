// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>
#include <optional>
#include <utility>

namespace leat::detail {

/// The saved state of an iterate from runs that did not finish it, as a cache or a record knows it.
template <class T>
class round_memory {
public:
    /// The number of rounds at the last save, and the state; or nothing.
    virtual std::optional<std::pair<std::size_t, T>> recall() = 0;
    /// Saves the state after this many rounds. It replaces the one before.
    virtual void save(std::size_t rounds, T const& state) noexcept = 0;

protected:
    round_memory() = default;
    round_memory(round_memory const&) = default;
    round_memory& operator=(round_memory const&) = default;
    ~round_memory() = default;
};

} // namespace leat::detail
