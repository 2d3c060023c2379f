// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <unistd.h>

namespace leat::hooks {

/// Where `progress` writes, and how.
struct progress_options {
    /// `stderr`, another `FILE*`, or the number of a descriptor. Requires: it outlives the hook.
    struct output {
        int descriptor;
        output(int number) : descriptor(number) {}
        output(std::FILE* file) : descriptor(::fileno(file)) {}
    };
    using clock = std::chrono::steady_clock;

    output out = STDERR_FILENO;
    std::optional<std::size_t> width{}; ///< in columns; the terminal's if not given
    std::optional<bool> terminal{};     ///< a bar, or plain lines; found out if not given
    bool logs = true; ///< show what nodes log; beside `log`, that would show it twice
    clock::time_point (*now)() = &clock::now; ///< what tells the time
};

} // namespace leat::hooks
