// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/ui_answers.hpp>
#include <leat/cli/ui_listener.hpp>
#include <leat/cli/ui_rules.hpp>
#include <leat/repo/repo.hpp>
#include <leat/support/error.hpp>

#include <csignal>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace leat {

/// A server on this machine that shows the runs of a repo in a browser: a list with queries, runs
/// with their metrics while they go on, comparisons, reports. It writes nothing but, where
/// `ui_options::writable` says so, removes runs.
///
/// Any user of this machine can read what it shows. Needs cpp-httplib, compiled with the flags of
/// its package.
class ui_server {
public:
    /// Takes the port, and answers when `run` is called. Throws `error` when it cannot have it, and
    /// for a host that others can reach unless `public_host` says that it is meant.
    explicit ui_server(repo const& shown, ui_options options = {}) : host_(options.host) {
        if (!options.public_host && !detail::is_loopback(options.host))
            throw error("the page would be served at '" + options.host +
                        "', where others may reach it and read all runs: serve it at 127.0.0.1, or "
                        "say that it is to be public");
        if (options.port < 0 || options.port > 65535)
            throw error("there is no port " + std::to_string(options.port) +
                        ": give one from 1 to 65535, or 0 for any that is free");
        struct sigaction before {}; // which cpp-httplib changes
        ::sigaction(SIGPIPE, nullptr, &before);
        server_ = std::make_unique<detail::ui_listener>(detail::ui_answers(shown, options));
        ::sigaction(SIGPIPE, &before, nullptr);
        std::string const host = host_ == "localhost" ? "127.0.0.1" : host_;
        port_ = options.port;
        if (options.port == 0)
            port_ = server_->bind_to_any_port(host);
        else if (!server_->bind_to_port(host, options.port))
            port_ = -1;
        if (port_ < 0)
            throw error("cannot serve at '" + host_ + "', port " + std::to_string(options.port) +
                        ": another program has that port, or this machine has no such address; "
                        "choose another, or port 0 for any that is free");
    }

    int port() const noexcept { return port_; }

    /// As in `http://127.0.0.1:40123/`.
    std::string url() const {
        bool const six = host_.find(':') != std::string::npos;
        return "http://" + (six ? '[' + host_ + ']' : host_) + ':' + std::to_string(port_) + '/';
    }

    /// Serves until `stop` is called, also if that was before. Once. When it returns no thread of
    /// it is left.
    void run() { server_->listen_after_bind(); }

    /// Requests that `run` returns, which takes a tenth of a second and what is being answered. May
    /// be called by any thread, and by a handler of a signal.
    void stop() noexcept { server_->request_stop(); }

private:
    std::string host_;
    int port_ = 0;
    std::unique_ptr<detail::ui_listener> server_;
};

} // namespace leat
