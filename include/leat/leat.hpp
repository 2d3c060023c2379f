// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

/// Declaring, checking and running pipelines. Needs Boost's headers (Hana, PFR) and nothing else.

#include <leat/dsl/check.hpp>
#include <leat/dsl/choose.hpp>
#include <leat/dsl/fallback.hpp>
#include <leat/dsl/file.hpp>
#include <leat/dsl/iterate.hpp>
#include <leat/dsl/map.hpp>
#include <leat/dsl/pipeline.hpp>
#include <leat/dsl/retry.hpp>
#include <leat/dsl/timeout.hpp>
#include <leat/dsl/within.hpp>
#include <leat/graph/graph.hpp>
#include <leat/graph/key.hpp>
#include <leat/graph/slice.hpp>
#include <leat/hook/at.hpp>
#include <leat/call/choose_run.hpp>
#include <leat/call/context.hpp>
#include <leat/info/errors.hpp>
#include <leat/session/hana.hpp>
#include <leat/info/info.hpp>
#include <leat/call/iterate_run.hpp>
#include <leat/call/map_run.hpp>
#include <leat/hook/replace.hpp>
#include <leat/session/run.hpp>
#include <leat/session/session.hpp>
#include <leat/session/stop_on_signal.hpp>
