// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <string>

namespace leat {

/// How `app ui` serves.
struct ui_options {
    std::string host = "127.0.0.1"; ///< an address of this machine
    int port = 0;                   ///< 0: any that is free
    bool writable = false;          ///< runs can be removed
    bool public_host = false; ///< another host than this machine's own is meant: say so to the user
};

} // namespace leat
