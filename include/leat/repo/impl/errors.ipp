// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/errors.hpp>

namespace leat {

LEAT_DECL run_active::run_active(std::string_view id, std::int64_t pid, std::string_view host)
    : repo_error("run '" + std::string(id) + "' is alive in process " + std::to_string(pid) +
                 " on host '" + std::string(host) + "'; stop it, then remove it"),
      pid_(pid), host_(host) {}

} // namespace leat
