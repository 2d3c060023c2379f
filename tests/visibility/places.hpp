// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_lock.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/repo/opened_here.hpp>
#include <leat/session/stop_on_signal.hpp>
#include <leat/support/atomic_file.hpp>

#include <array>
#include <string>

/// Where the things are that a process has once, as whoever calls this sees them.
inline std::array<void const*, 3> find_places() {
    return {&leat::detail::locked_here(), &leat::detail::the_bar(), &leat::detail::signal_pipe};
}

extern "C" void places_in_library(void const** to);
extern "C" void name_in_library(std::string* to);
extern "C" bool opens_in_library(char const* file);
