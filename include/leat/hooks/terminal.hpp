// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <cstddef>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

// Writing to a terminal, on which there may be a bar.
namespace leat::detail {

/// Writes all of the text, or gives up without a word: no exception, and no SIGPIPE for this
/// thread.
LEAT_DECL void write_quietly(int descriptor, std::string_view text) noexcept;

/// Whether it is a terminal that can clear a line.
LEAT_DECL bool is_terminal(int descriptor);

/// The columns of this terminal; else those that the environment tells, else 80.
LEAT_DECL std::size_t terminal_columns(int descriptor);

/// The bar that is on the terminal: its last line, without an end. The hooks write around it.
class shown_bar {
public:
    /// Writes whole lines where the bar was, and a bar below them; an empty one is none.
    LEAT_DECL void show(int descriptor, std::string_view lines, std::string_view bar);

    /// Writes whole lines where there is no bar.
    LEAT_DECL void write(int descriptor, std::string_view lines);

    /// Whether neither lines nor a bar are written to the standard error.
    LEAT_DECL void silence(bool on);

    /// Calls `write`, which writes whole lines that may go to the same terminal. It may call this,
    /// too.
    template <class Write>
    void write_above(Write&& write) {
        std::lock_guard const lock(mutex_);
        bool const shown = !aside_ && !bar_.empty();
        if (shown) write_quietly(descriptor_, std::string("\r") + clear);
        bool const before = std::exchange(aside_, true);
        write();
        aside_ = before;
        if (shown) write_quietly(descriptor_, bar_);
    }

private:
    static constexpr char const* clear = "\x1b[K"; // from the cursor to the end of its line
    LEAT_DECL bool is_silent(int descriptor) const;

    std::recursive_mutex mutex_{};
    bool silent_ = false, aside_ = false;
    int descriptor_ = -1;
    std::string bar_{};
};

/// There is one, as there is one terminal.
LEAT_ONE_IN_PROCESS LEAT_DECL shown_bar& the_bar();

/// Writes whole lines to a stream in one piece, and above the bar if it is one of the standard
/// streams. Throws what the stream throws.
LEAT_DECL void print_lines(std::ostream& out, std::string_view lines);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/terminal.ipp>
#endif
