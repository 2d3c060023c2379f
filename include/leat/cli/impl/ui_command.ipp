// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/ui_command.hpp>
#include <leat/session/stop_on_signal.hpp>

#include <ostream>
#include <stop_token>

// The targets leat::cli and leat::cli_compiled define it where they link cpp-httplib; of the latter
// it is a property, which no user of it sees.
#ifdef LEAT_WITH_UI
#include <leat/cli/ui.hpp>
#else
#include <leat/support/error.hpp>
#endif

namespace leat::detail {

LEAT_DECL void ui_command([[maybe_unused]] repo const& runs,
                          [[maybe_unused]] typed_command const& typed,
                          [[maybe_unused]] std::ostream& out) {
#ifdef LEAT_WITH_UI
    ui_server server(runs, {.port = typed.port, .writable = typed.writable});
    stop_on_signal const signals;
    std::stop_callback const stop(signals.token(), [&] { server.stop(); });
    out << server.url() << "\n";
    if (!typed.quiet) out << "Ctrl-C ends it.\n";
    out.flush();
    server.run();
#else
    throw error("this program has no 'ui', as it was built without cpp-httplib; install it, and "
                "build the program with the target leat::cli");
#endif
}

} // namespace leat::detail
