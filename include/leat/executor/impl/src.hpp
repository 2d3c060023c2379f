// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/executor/impl/parallel_steps.ipp>
#include <leat/executor/impl/typed_threads.ipp>
