// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/terminal.hpp>

#include <cerrno>
#include <cstdlib>
#include <iostream>

#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL void write_quietly(int descriptor, std::string_view text) noexcept {
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

LEAT_DECL bool is_terminal(int descriptor) {
    char const* const term = std::getenv("TERM");
    return term != nullptr && std::string_view(term) != "dumb" && ::isatty(descriptor) == 1;
}

LEAT_DECL std::size_t terminal_columns(int descriptor) {
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
    char const* const told = std::getenv("COLUMNS");
    long const columns = told == nullptr ? 0 : std::strtol(told, nullptr, 10);
    return columns > 0 && columns < 10'000 ? static_cast<std::size_t>(columns) : 80;
}

LEAT_DECL void shown_bar::show(int descriptor, std::string_view lines, std::string_view bar) {
    std::lock_guard const lock(mutex_);
    if (is_silent(descriptor)) return;
    std::string text = "\r";
    if (!lines.empty()) text.append(clear).append(lines);
    text.append(bar).append(clear);
    write_quietly(descriptor, text);
    descriptor_ = descriptor;
    bar_ = bar;
}

LEAT_DECL void shown_bar::write(int descriptor, std::string_view lines) {
    std::lock_guard const lock(mutex_);
    if (!is_silent(descriptor)) write_quietly(descriptor, lines);
}

LEAT_DECL void shown_bar::silence(bool on) {
    std::lock_guard const lock(mutex_);
    silent_ = on;
}

LEAT_DECL bool shown_bar::is_silent(int descriptor) const {
    return silent_ && descriptor == STDERR_FILENO;
}

LEAT_DECL shown_bar& the_bar() {
    static shown_bar bar;
    return bar;
}

LEAT_DECL void print_lines(std::ostream& out, std::string_view lines) {
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
