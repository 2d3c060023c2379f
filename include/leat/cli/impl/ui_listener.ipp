// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstring>
#include <functional>
#include <string>
#include <utility>

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

// The server of cpp-httplib, with connections of our own: its own ones keep a stop waiting.
namespace leat::detail {

/// A connection. It ends when nothing comes for too long, or at once when the server stops.
class ui_stream : public httplib::Stream {
public:
    using clock = std::chrono::steady_clock;

    ui_stream(int socket, std::atomic<bool> const& stopping)
        : socket_(socket), stopping_(&stopping) {}

    /// Waits for the first byte of a request; `crowded` says that others wait for a thread.
    template <class Crowded>
    bool next_request(std::chrono::milliseconds idle, Crowded crowded) {
        left_ = most;
        deadline_ = clock::now() + std::chrono::seconds(5);
        if (from_ < to_) return true;
        auto const until = clock::now() + idle;
        while (!*stopping_ && clock::now() < until) {
            if (ready(POLLIN)) return true;
            if (crowded()) return false;
        }
        return false;
    }

    bool is_readable() const override { return from_ < to_ || ready(POLLIN); }
    bool is_writable() const override { return ready(POLLOUT); }

    ssize_t read(char* to, std::size_t size) override {
        if (from_ == to_) {
            while (!ready(POLLIN))
                if (*stopping_ || clock::now() > deadline_) return -1;
            ssize_t const came = ::recv(socket_, buffer_, sizeof buffer_, 0);
            if (came <= 0) return came;
            from_ = 0;
            to_ = static_cast<std::size_t>(came);
        }
        std::size_t const taken = std::min({size, to_ - from_, left_});
        if (taken == 0) return -1; // no request of ours is as long
        std::memcpy(to, buffer_ + from_, taken);
        from_ += taken;
        left_ -= taken;
        return static_cast<ssize_t>(taken);
    }

    ssize_t write(char const* from, std::size_t size) override {
        auto const until = clock::now() + std::chrono::seconds(10);
        while (!ready(POLLOUT))
            if (*stopping_ || clock::now() > until) return -1;
        return ::send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    void get_remote_ip_and_port(std::string& ip, int& port) const override { no_address(ip, port); }
    void get_local_ip_and_port(std::string& ip, int& port) const override { no_address(ip, port); }
    socket_t socket() const override { return socket_; }

private:
    static constexpr std::size_t most = std::size_t{64} << 10; // of a request, in bytes

    static void no_address(std::string& ip, int& port) {
        ip.clear();
        port = -1;
    }

    // Within 20 ms; also when it was closed.
    bool ready(short what) const {
        pollfd one{socket_, what, 0};
        return ::poll(&one, 1, 20) > 0;
    }

    int socket_;
    std::atomic<bool> const* stopping_;
    clock::time_point deadline_{};
    std::size_t from_ = 0, to_ = 0, left_ = most;
    char buffer_[4096];
};

/// Its constructor binds nothing yet. `answer` is called by several threads at once.
class ui_listener : public httplib::Server {
public:
    using answer_function = std::function<void(httplib::Request const&, httplib::Response&)>;

    explicit ui_listener(answer_function answer) {
        set_pre_routing_handler([answer = std::move(answer)](auto const& asked, auto& made) {
            answer(asked, made);
            return HandlerResponse::Handled;
        });
        set_error_handler([](httplib::Request const&, httplib::Response& made) {
            if (made.body.empty())
                made.set_content("This is no request that can be answered.\n", "text/plain");
        });
        set_idle_interval(0, 50'000);
        set_tcp_nodelay(true);
        // Not also SO_REUSEPORT: a port that is taken is to be an error.
        set_socket_options([](socket_t socket) {
            int const yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        new_task_queue = [this] { return new queue(*this); };
    }
    ~ui_listener() override {
        socket_t const left = svr_sock_.exchange(INVALID_SOCKET); // where it never served
        if (left != INVALID_SOCKET) ::close(left);
    }

    /// May be called at any time, by any thread and by a handler of a signal.
    void request_stop() noexcept { stopping_ = true; }

private:
    // Runs in the thread that listens, which alone closes the socket that it listens at.
    class queue : public httplib::TaskQueue {
    public:
        explicit queue(ui_listener& server) : server_(&server), threads_(16) {}
        void enqueue(std::function<void()> task) override {
            ++server_->waiting_;
            threads_.enqueue([this, task = std::move(task)] {
                --server_->waiting_;
                task();
            });
            on_idle();
        }
        void on_idle() override {
            if (server_->stopping_ && !stopped_) {
                stopped_ = true;
                server_->stop();
            }
        }
        void shutdown() override { threads_.shutdown(); }

    private:
        ui_listener* server_;
        bool stopped_ = false;
        httplib::ThreadPool threads_;
    };

    bool process_and_close_socket(socket_t socket) override {
        ui_stream stream(socket, stopping_);
        bool good = true, last = false;
        auto const crowded = [this] { return waiting_ > 0; };
        for (int n = 0; good && !last && n < 1000; ++n) {
            if (!stream.next_request(std::chrono::seconds(n == 0 ? 5 : 2), crowded)) break;
            bool closed = false;
            good = process_request(stream, n == 999, closed, [&](httplib::Request& asked) {
                asked.ranges.clear();
                asked.headers.erase("Accept-Encoding"); // to compress costs more than it gains here
                asked.headers.erase("Range");
                asked.headers.erase("Expect");
                last = asked.method != "GET" && asked.method != "HEAD"; // a body may follow
                if (last) asked.set_header("Connection", "close");
            });
            last = last || closed;
        }
        ::shutdown(socket, SHUT_RDWR);
        ::close(socket);
        return good;
    }

    std::atomic<bool> stopping_{false};
    std::atomic<int> waiting_{0};
};

} // namespace leat::detail
