// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/error.hpp>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <initializer_list>
#include <stop_token>
#include <string>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

namespace leat {
namespace detail {

// The handler of signals writes to this file; -1 while no handler is installed.
LEAT_ONE_IN_PROCESS inline constinit std::atomic<int> signal_pipe{-1};

extern "C" inline void leat_signal_handler(int signal) {
    int const before = errno;
    unsigned char const number = static_cast<unsigned char>(signal);
    if (int const to = signal_pipe.load(); to >= 0) (void)!::write(to, &number, 1);
    std::signal(signal, SIG_DFL); // the next one ends the process
    errno = before;
}

} // namespace detail

/// While it lives, SIGINT and SIGTERM request a stop in place of ending the process:
///
///     leat::stop_on_signal signals;
///     app.run(leat::run_options{.stop = signals.token()}, "csv"_n = path);
///
/// The run ends before its next node, and throws `run_stopped`; its record, if any, is closed as
/// stopped. The same signal a second time ends the process as always. One at a time in a process.
class stop_on_signal {
public:
    /// Throws: `error` if there is one already, or if the system has no more files.
    stop_on_signal() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw error("cannot watch signals: " + std::system_category().message(errno));
        int none = -1;
        if (!detail::signal_pipe.compare_exchange_strong(none, ends[1])) {
            ::close(ends[0]);
            ::close(ends[1]);
            throw error("there is a leat::stop_on_signal already; use that one's token");
        }
        write_end_ = ends[1];
        watcher_ = std::thread([from = ends[0], source = source_, &last = last_]() mutable {
            unsigned char number = 0;
            for (;;) {
                auto const got = ::read(from, &number, 1);
                if (got < 0 && errno == EINTR) continue;
                if (got != 1 || number == 0) break;
                last = number;
                source.request_stop();
            }
            ::close(from);
        });
        struct sigaction action {};
        action.sa_handler = &detail::leat_signal_handler;
        ::sigemptyset(&action.sa_mask);
        for (std::size_t i = 0; i < signals.size(); ++i)
            ::sigaction(signals[i], &action, &before_[i]);
    }
    stop_on_signal(stop_on_signal const&) = delete;
    stop_on_signal& operator=(stop_on_signal const&) = delete;
    /// Signals do again what they did before.
    ~stop_on_signal() {
        for (std::size_t i = 0; i < signals.size(); ++i)
            ::sigaction(signals[i], &before_[i], nullptr);
        detail::signal_pipe = -1;
        unsigned char const end = 0;
        while (::write(write_end_, &end, 1) < 0 && errno == EINTR) {
        }
        watcher_.join();
        ::close(write_end_);
    }

    std::stop_token token() const noexcept { return source_.get_token(); }

    /// The number of the signal that came, or 0. For the exit code: 128 and that.
    int signal() const noexcept { return last_; }

private:
    static constexpr std::array<int, 2> signals{SIGINT, SIGTERM};
    std::stop_source source_{};
    std::atomic<int> last_{0};
    int write_end_ = -1;
    std::array<struct sigaction, 2> before_{};
    std::thread watcher_{};
};

} // namespace leat
