// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/impl/ui_answers.ipp>
#include <leat/cli/impl/ui_listener.ipp>
#include <leat/cli/impl/ui_rules.ipp>
#include <leat/cli/ui.hpp>
#include <leat/repo/repo.hpp>
#include <leat/support/error.hpp>

#include <csignal>
#include <memory>
#include <string>

namespace leat {

LEAT_DECL ui_server::ui_server(repo const& shown, ui_options options)
    : host_(options.host), key_(detail::make_token()) {
    if (!options.public_host && !detail::is_loopback(options.host))
        throw error("the page would be served at '" + options.host +
                    "', where others may reach it and read all runs: serve it at 127.0.0.1, or "
                    "say that it is to be public");
    if (options.port < 0 || options.port > 65535)
        throw error("there is no port " + std::to_string(options.port) +
                    ": give one from 1 to 65535, or 0 for any that is free");
    struct sigaction before {}; // which cpp-httplib changes
    ::sigaction(SIGPIPE, nullptr, &before);
    server_ = std::make_unique<detail::ui_listener>(detail::ui_answers(shown, options, key_));
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

LEAT_DECL ui_server::ui_server(ui_server&&) noexcept = default;
LEAT_DECL ui_server& ui_server::operator=(ui_server&&) noexcept = default;
LEAT_DECL ui_server::~ui_server() = default;

LEAT_DECL std::string ui_server::url() const {
    bool const six = host_.find(':') != std::string::npos;
    return "http://" + (six ? '[' + host_ + ']' : host_) + ':' + std::to_string(port_) +
           "/?key=" + key_;
}

LEAT_DECL void ui_server::run() { server_->listen_after_bind(); }
LEAT_DECL void ui_server::stop() noexcept { server_->request_stop(); }

} // namespace leat
