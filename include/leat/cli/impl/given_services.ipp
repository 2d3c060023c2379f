// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/given_services.hpp>

#include <fcntl.h>

namespace leat::detail {

LEAT_DECL hooks::progress_options progress_for(typed_command const& typed, descriptor& nowhere) {
    hooks::progress_options options;
    if (typed.quiet) {
        nowhere.open("/dev/null", O_WRONLY);
        options.out = nowhere.get();
        options.terminal = false;
    }
    return options;
}

} // namespace leat::detail
