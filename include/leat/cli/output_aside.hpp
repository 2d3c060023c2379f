// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <memory>

namespace leat::detail {

/// While one that is wanted lives, whole lines that are written to the standard streams go above
/// the bar that is on the terminal; the rest of a line waits for its end.
class output_aside {
public:
    LEAT_DECL explicit output_aside(bool wanted);
    LEAT_DECL ~output_aside();
    output_aside(output_aside const&) = delete;
    output_aside& operator=(output_aside const&) = delete;

    /// Writes what waits; all is as before.
    LEAT_DECL void end() noexcept;

private:
    struct streams;
    std::unique_ptr<streams> streams_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/output_aside.ipp>
#endif
