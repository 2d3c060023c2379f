// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/class_note.hpp>

namespace leat::detail {

LEAT_DECL bool note_class(class_notes& notes, std::uint64_t name, class_note const& note) {
    return notes.emplace(name, note).second;
}

} // namespace leat::detail
