// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <memory>

namespace leat::detail {

/// While one that is wanted lives, nothing that a run writes is seen: not on the standard output,
/// nor by the standard streams or leat's hooks on the standard error. What the system or a library
/// writes there itself, as when a program crashes, is.
class quiet_output {
public:
    LEAT_DECL explicit quiet_output(bool wanted);
    LEAT_DECL ~quiet_output();
    quiet_output(quiet_output const&) = delete;
    quiet_output& operator=(quiet_output const&) = delete;

    /// All is as before.
    LEAT_DECL void end() noexcept;

private:
    struct silence;
    std::unique_ptr<silence> silence_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/quiet_output.ipp>
#endif
