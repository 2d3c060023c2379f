// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>
#include <leat/support/error.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace leat {

/// A repo cannot be read or written, or does not have what was asked of it.
class repo_error : public error {
public:
    using error::error;
};

/// A run that is alive was to be removed.
class run_active : public repo_error {
public:
    LEAT_DECL run_active(std::string_view id, std::int64_t pid, std::string_view host);

    /// The number of its process, on its host.
    std::int64_t pid() const noexcept { return pid_; }
    std::string const& host() const noexcept { return host_; }

private:
    std::int64_t pid_;
    std::string host_;
};

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/errors.ipp>
#endif
