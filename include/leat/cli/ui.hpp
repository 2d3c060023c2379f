// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/ui_options.hpp>
#include <leat/repo/repo.hpp>
#include <leat/support/config.hpp>

#include <memory>
#include <string>

namespace leat {
namespace detail {
class ui_listener;
}

/// A server on this machine that shows the runs of a repo in a browser: a list with queries, runs
/// with their metrics while they go on, comparisons, reports. It writes nothing but, where
/// `ui_options::writable` says so, removes runs.
///
/// It answers only to a browser that has opened its `url()`, which has a secret: give it to nobody
/// who is not to read the runs. Needs cpp-httplib, compiled with the flags of its package.
class ui_server {
public:
    /// Takes the port, and answers when `run` is called. Throws `error` when it cannot have it, and
    /// for a host that others can reach unless `public_host` says that it is meant.
    LEAT_DECL explicit ui_server(repo const& shown, ui_options options = {});
    LEAT_DECL ui_server(ui_server&&) noexcept;
    LEAT_DECL ui_server& operator=(ui_server&&) noexcept;
    LEAT_DECL ~ui_server();

    int port() const noexcept { return port_; }

    /// As in `http://127.0.0.1:40123/?key=` and 32 digits, which are others for each server. A
    /// browser that has opened it has a cookie in place of them, until it is closed.
    LEAT_DECL std::string url() const;

    /// Serves until `stop` is called, also if that was before. Once. When it returns no thread of
    /// it is left.
    LEAT_DECL void run();

    /// Requests that `run` returns, which takes a tenth of a second and what is being answered. May
    /// be called by any thread, and by a handler of a signal.
    LEAT_DECL void stop() noexcept;

private:
    std::string host_, key_;
    int port_ = 0;
    std::unique_ptr<detail::ui_listener> server_;
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/ui.ipp>
#endif
