// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// The body of the page of a report, before its script fills it.
inline constexpr std::string_view report_page =
    R"html(<a class="skip" href="#nodes">Skip to the table of nodes</a>
<header class="page top">
<p class="eyebrow" id="eyebrow"></p>
<div class="title"><h1 id="pipeline"></h1><span id="run-status"></span></div>
<dl class="facts" id="facts"></dl>
<div id="why"></div>
<div class="share" id="share" aria-hidden="true"></div>
<ul class="tally" id="tally" aria-label="Nodes by what became of them"></ul>
<noscript><p class="empty">This page draws itself with a script, which is in the page. Allow scripts to see it.</p></noscript>
</header>
<nav class="sections" aria-label="Sections"><div><ul id="links"></ul>
<button class="button small" id="theme" type="button"></button></div></nav>
<div class="page columns">
<main id="main">
<section class="card" id="graph" aria-labelledby="h-graph">
<div class="head"><h2 id="h-graph">Graph</h2><p class="soft small grow" id="graph-note"></p>
<div class="tools" role="group" aria-label="Zoom of the graph">
<button class="button" id="zoom-out" type="button" aria-label="Zoom out">−</button>
<button class="button" id="zoom-in" type="button" aria-label="Zoom in">+</button>
<button class="button" id="fit" type="button">Fit</button></div></div>
<div class="frame" id="frame"></div>
<ul class="legend" id="legend" aria-label="Shapes and colours of the graph"></ul>
</section>
<section class="card" id="times" aria-labelledby="h-times">
<div class="head"><h2 id="h-times">Time line</h2><p class="soft small grow" id="times-note"></p>
<div class="tools" id="times-tools" role="group" aria-label="Zoom of the time line"></div></div>
<div id="times-body"></div>
</section>
<section class="card later" id="nodes" aria-labelledby="h-nodes" tabindex="-1">
<div class="head"><h2 id="h-nodes">Nodes</h2><p class="soft small grow" id="nodes-note" aria-live="polite"></p></div>
<div id="cache"></div>
<div class="filters" id="filters"></div>
<div id="nodes-body"></div>
</section>
<section class="card" id="params" aria-labelledby="h-params">
<div class="head"><h2 id="h-params">Parameters</h2><p class="soft small grow" id="params-note"></p></div>
<div id="params-body"></div>
</section>
<section class="card" id="metrics" aria-labelledby="h-metrics">
<div class="head"><h2 id="h-metrics">Metrics</h2><p class="soft small grow" id="metrics-note"></p></div>
<div id="metrics-body"></div>
</section>
<section class="card" id="compare" aria-labelledby="h-compare" hidden>
<div class="head"><h2 id="h-compare">Comparison</h2><p class="soft small grow" id="compare-note"></p></div>
<div id="compare-body"></div>
</section>
</main>
<aside class="card details idle" id="details" aria-label="The selected node"></aside>
</div>
<div class="unseen" id="live" aria-live="polite"></div>
)html";

} // namespace leat::detail
