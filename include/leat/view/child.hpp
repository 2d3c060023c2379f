// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// Runs a program, found as the shell finds it but without a shell, with the text as its input, and
/// returns what it writes; nothing when there is no such program, it fails, or it takes longer than
/// `limit`, after which it is killed. Its input and output are files without a name, so that
/// neither can wait for the other.
LEAT_DECL std::optional<std::string> written_by(std::vector<std::string> command,
                                                std::string_view text,
                                                std::chrono::milliseconds limit);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/child.ipp>
#endif
