// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

/// `leat::context` alone, for sources that have functions of nodes and no pipeline. Costs the
/// compiler hardly more than `<string>`, and needs nothing else.

#include <leat/call/context_face.hpp>
