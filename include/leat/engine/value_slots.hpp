// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/value_ops.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <span>

namespace leat::detail {

/// Where the values of a pipeline lie in the memory of a run: a slot for each.
struct slot_table {
    std::span<value_ops const* const> ops{}; ///< of each value
    std::span<std::size_t const> offset{};   ///< of each value, in bytes
    std::size_t size = 0;                    ///< of all of them
    std::size_t align = 1;
};

/// The values that a run has made: a slot for each, in one piece of memory, which knows which slots
/// are full. Owns what is in them. Cost: one allocation.
class value_slots {
public:
    /// Refers to the table.
    LEAT_DECL explicit value_slots(slot_table const& table);
    value_slots(slot_table const&&) = delete;
    value_slots(value_slots&& other) noexcept
        : table_(other.table_), memory_(std::exchange(other.memory_, nullptr)) {}
    value_slots& operator=(value_slots&& other) noexcept {
        std::swap(table_, other.table_);
        std::swap(memory_, other.memory_);
        return *this;
    }
    LEAT_DECL ~value_slots();

    slot_table const& table() const noexcept { return *table_; }
    bool is_full(std::size_t v) const noexcept { return flags()[v]; }
    void* at(std::size_t v) noexcept { return memory_ + table_->offset[v]; }
    void const* at(std::size_t v) const noexcept { return memory_ + table_->offset[v]; }

    /// Says that a value has been made in its slot.
    void mark_full(std::size_t v) noexcept { flags()[v] = true; }
    /// Destroys the value in a slot, if there is one.
    void reset(std::size_t v) noexcept {
        if (!flags()[v]) return;
        flags()[v] = false;
        if (auto const destroy = table_->ops[v]->destroy) destroy(at(v));
    }

private:
    // The flags lie behind the values.
    bool* flags() const noexcept { return reinterpret_cast<bool*>(memory_ + table_->size); }

    slot_table const* table_;
    std::byte* memory_ = nullptr;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/value_slots.ipp>
#endif
