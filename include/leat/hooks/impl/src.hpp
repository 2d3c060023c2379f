// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// All bodies of this folder, to be compiled once where LEAT_SEPARATE_COMPILATION is defined.
#include <leat/hooks/impl/bar.ipp>
#include <leat/hooks/impl/estimate.ipp>
#include <leat/hooks/impl/events.ipp>
#include <leat/hooks/impl/json.ipp>
#include <leat/hooks/impl/memory.ipp>
#include <leat/hooks/impl/progress.ipp>
#include <leat/hooks/impl/resident.ipp>
#include <leat/hooks/impl/table.ipp>
#include <leat/hooks/impl/terminal.ipp>
#include <leat/hooks/impl/text.ipp>
#include <leat/hooks/impl/timing.ipp>
#include <leat/hooks/impl/trace.ipp>
#include <leat/hooks/impl/trace_events.ipp>
#include <leat/hooks/impl/units.ipp>
