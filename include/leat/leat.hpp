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
#include <leat/run/at.hpp>
#include <leat/run/choose_run.hpp>
#include <leat/run/context.hpp>
#include <leat/run/errors.hpp>
#include <leat/run/hana.hpp>
#include <leat/run/info.hpp>
#include <leat/run/iterate_run.hpp>
#include <leat/run/map_run.hpp>
#include <leat/run/replace.hpp>
#include <leat/run/run.hpp>
#include <leat/run/session.hpp>
#include <leat/run/stop_on_signal.hpp>
