// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/impl/call_node.ipp>
#include <leat/engine/impl/dataset_use.ipp>
#include <leat/engine/impl/dynamic_result.ipp>
#include <leat/engine/impl/engine.ipp>
#include <leat/engine/impl/graph_view.ipp>
#include <leat/engine/impl/node_invocation.ipp>
#include <leat/engine/impl/recorded_run.ipp>
#include <leat/engine/impl/remaining_work.ipp>
#include <leat/engine/impl/request.ipp>
#include <leat/engine/impl/run_node.ipp>
#include <leat/engine/impl/state.ipp>
#include <leat/engine/impl/told_by_steps.ipp>
#include <leat/engine/impl/value_slots.ipp>
