// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// The bodies of this room, in parts that can be compiled at the same time.
#include <leat/cli/impl/src_words.hpp>
#include <leat/cli/impl/src_commands.hpp>
#include <leat/cli/impl/src_ui.hpp>
