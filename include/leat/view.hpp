// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#define LEAT_HAS_VIEW

// Pipelines and runs to look at. (For notebooks: leat/view/mime.hpp, which needs nlohmann's JSON.)
#include <leat/view/dot.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/json.hpp>
#include <leat/view/layout.hpp>
#include <leat/view/mermaid.hpp>
#include <leat/view/report.hpp>
#include <leat/view/svg.hpp>
