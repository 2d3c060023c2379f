// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace leat::detail {

/// A process, told from all others that were or will be.
struct process_mark {
    std::string host{};
    std::string boot{};     ///< of the machine; empty where that is not known
    std::int64_t pid = 0;   ///< its number
    std::int64_t began = 0; ///< since the boot, in ticks; 0 where that is not known
    std::int64_t space = 0; ///< in which it has its number; 0 where that is not known

    friend bool operator==(process_mark const&, process_mark const&) = default;
};

/// What the system says of the process of a number.
struct process_state {
    std::int64_t began = 0; ///< 0: not known
    bool dead = false;      ///< waits for nothing but to be noticed by its parent
};

LEAT_DECL process_state read_process(std::string_view text);

LEAT_DECL process_state state_of_process(std::int64_t pid);

LEAT_DECL process_mark this_process();

/// What `here` can tell of `other`.
enum class process_life { runs, gone, not_known };

LEAT_DECL process_life life_of(process_mark const& other, process_mark const& here);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/process.ipp>
#endif
