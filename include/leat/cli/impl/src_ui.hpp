// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// The server of `ui`: cpp-httplib is parsed here.
#include <leat/cli/impl/ui_command.ipp>

#ifdef LEAT_WITH_UI
#include <leat/cli/impl/ui.ipp>
#endif
