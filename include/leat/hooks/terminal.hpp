// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <ostream>
#include <signal.h>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

// Writing to a terminal, on which there may be a bar.
namespace leat::detail {

/// Writes all of the text, or gives up without a word: no exception, and no SIGPIPE for this
/// thread.
inline void write_quietly(int descriptor, std::string_view text) noexcept {
    sigset_t broken, before, pending;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    sigpending(&pending);
    bool const was_pending = sigismember(&pending, SIGPIPE) == 1;
    while (!text.empty()) {
        auto const count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    sigpending(&pending);
    int signal = 0;
    if (!was_pending && sigismember(&pending, SIGPIPE) == 1)
        sigwait(&broken, &signal); // ours: taken, so that it is not delivered
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

/// Whether it is a terminal that can clear a line.
inline bool is_terminal(int descriptor) {
    char const* const term = std::getenv("TERM");
    return term != nullptr && std::string_view(term) != "dumb" && ::isatty(descriptor) == 1;
}

/// The columns of this terminal; else those that the environment tells, else 80.
inline std::size_t terminal_columns(int descriptor) {
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
    char const* const told = std::getenv("COLUMNS");
    long const columns = told == nullptr ? 0 : std::strtol(told, nullptr, 10);
    return columns > 0 && columns < 10'000 ? static_cast<std::size_t>(columns) : 80;
}

/// The bar that is on the terminal: its last line, without an end. The hooks write around it.
class shown_bar {
public:
    /// Writes whole lines where the bar was, and a bar below them; an empty one is none.
    void show(int descriptor, std::string_view lines, std::string_view bar) {
        std::lock_guard const lock(mutex_);
        std::string text = "\r";
        if (!lines.empty()) text.append(clear).append(lines);
        text.append(bar).append(clear);
        write_quietly(descriptor, text);
        descriptor_ = descriptor;
        bar_ = bar;
    }

    /// Calls `write`, which writes whole lines that may go to the same terminal.
    template <class Write>
    void write_above(Write&& write) {
        std::lock_guard const lock(mutex_);
        if (!bar_.empty()) write_quietly(descriptor_, std::string("\r") + clear);
        write();
        if (!bar_.empty()) write_quietly(descriptor_, bar_);
    }

private:
    static constexpr char const* clear = "\x1b[K"; // from the cursor to the end of its line
    std::mutex mutex_{};
    int descriptor_ = -1;
    std::string bar_{};
};

/// There is one, as there is one terminal.
inline shown_bar& the_bar() {
    static shown_bar bar;
    return bar;
}

/// Writes whole lines to a stream in one piece, and above the bar if it is one of the standard
/// streams. Throws what the stream throws.
inline void print_lines(std::ostream& out, std::string_view lines) {
    auto const write = [&] {
        out.write(lines.data(), static_cast<std::streamsize>(lines.size())).flush();
    };
    auto const* const to = out.rdbuf();
    if (to == std::clog.rdbuf() || to == std::cerr.rdbuf() || to == std::cout.rdbuf())
        the_bar().write_above(write);
    else
        write();
}

} // namespace leat::detail
