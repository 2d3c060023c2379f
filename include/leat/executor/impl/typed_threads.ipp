// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/parallel.hpp>
#include <leat/executor/parallel_steps.hpp>
#include <leat/executor/typed_threads.hpp>

namespace leat::detail {

LEAT_DECL typed_threads::typed_threads(int threads)
    : executor_(std::make_shared<parallel const>(threads)) {}

LEAT_DECL std::size_t typed_threads_steps::take_steps(step_state& all) const {
    return parallel_executor(threads_.executor()).take_steps(all);
}

} // namespace leat::detail
