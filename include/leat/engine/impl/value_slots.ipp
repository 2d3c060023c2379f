// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/value_slots.hpp>

#include <memory>
#include <new>

namespace leat::detail {

LEAT_DECL value_slots::value_slots(slot_table const& table)
    : table_(&table), memory_(static_cast<std::byte*>(::operator new(
                          table.size + table.ops.size(), std::align_val_t(table.align)))) {
    std::uninitialized_fill_n(flags(), table.ops.size(), false);
}

LEAT_DECL value_slots::~value_slots() {
    if (!memory_) return;
    for (std::size_t v = table_->ops.size(); v-- > 0;) reset(v);
    ::operator delete(memory_, std::align_val_t(table_->align));
}

} // namespace leat::detail
