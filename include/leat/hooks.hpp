// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// The ready-made hooks.
#include <leat/hooks/events.hpp>
#include <leat/hooks/log.hpp>
#include <leat/hooks/memory.hpp>
#include <leat/hooks/progress.hpp>
#include <leat/hooks/timing.hpp>
#include <leat/hooks/trace.hpp>
