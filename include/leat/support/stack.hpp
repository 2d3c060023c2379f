// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

namespace leat::detail {

/// Whether this thread has used nearly all of its stack: less than 256 KiB of it are left, or a
/// quarter of a small one. False on a stack that is not the thread's own, as of a coroutine. Cost:
/// some ns, but for the first call in a thread.
LEAT_DECL bool stack_is_low() noexcept;

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/stack.ipp>
#endif
