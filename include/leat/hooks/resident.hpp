// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstddef>
#include <optional>

namespace leat::detail {

/// What the system tells of this process's resident memory, in bytes.
struct resident_memory {
    std::size_t now = 0;
    std::size_t peak = 0; ///< since it was last reset; 0 if it is not told
};

/// None where the system does not tell: it is Linux that does.
LEAT_DECL std::optional<resident_memory> read_resident_memory();

/// Lets the peak begin anew at what is resident now; false where the system refuses.
LEAT_DECL bool reset_peak_memory();

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/resident.ipp>
#endif
