// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <utility>

namespace leat::dataset {

/// Keeps a value in memory between runs, in the object itself: a copy of it is another place.
template <std::copyable T>
class memory {
public:
    memory() = default;
    explicit memory(T value) : value_(std::move(value)) {}

    /// A copy of the value that was saved last. Throws `leat::error` when none was.
    T load() const {
        if (!value_)
            throw error("nothing was saved in this memory dataset; save a value first or construct "
                        "it with one");
        return *value_;
    }

    /// Replaces the value by a copy. Throws what copying throws, and leaves the old one whole then.
    void save(T const& value) {
        T copy(value);
        value_ = std::move(copy);
    }

    bool exists() const noexcept { return value_.has_value(); }

    std::string describe() const { return "memory"; }

private:
    std::optional<T> value_;
};

template <class T>
memory(T) -> memory<T>;

} // namespace leat::dataset
