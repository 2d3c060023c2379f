// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/typed_command.hpp>
#include <leat/repo/repo.hpp>
#include <leat/support/config.hpp>

#include <iosfwd>

namespace leat::detail {

/// `ui`: serves the runs to a browser of this machine until the program is interrupted. Throws
/// `error` where leat was built without cpp-httplib.
LEAT_DECL void ui_command(repo const& runs, typed_command const& typed, std::ostream& out);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/ui_command.ipp>
#endif
