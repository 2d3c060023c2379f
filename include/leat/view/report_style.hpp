// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// How the page of a report looks.
inline constexpr std::string_view report_style =
    R"css(:root { color-scheme: light; --bg: #f6f6f3; --card: #fff; --line: #e2e1db; --hair: #efeeea; --text: #1b1d22;
  --soft: #5a5e67; --accent: #2350b8; --wash: #edf1fb; --edge: #a3a5aa; --bar: #c9d5f2;
  --ran: #1f53b3; --ran-t: #eaf0fc; --hit: #00664f; --hit-t: #e1f3ed; --resumed: #6b3b9e; --resumed-t: #f2eafa;
  --skipped: #585c64; --skipped-t: #f0f0ed; --overridden: #7a4d00; --overridden-t: #fbf1db;
  --failed: #ab270b; --failed-t: #fdeae4; --pending: #585c64; --pending-t: #fff; --plain: #5a5e67; --plain-t: #fff;
  --l0: #2350b8; --l1: #b8460a; --l2: #00795d; --l3: #8a3f9e; --l4: #7a5a00; --l5: #5a5e67;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
:root[data-theme="dark"] { color-scheme: dark; --bg: #121316; --card: #1a1c20; --line: #30333a; --hair: #25282e;
  --text: #e9e9ec; --soft: #a6aab3; --accent: #93b3ff; --wash: #222a3d; --edge: #6d717a; --bar: #33456e;
  --ran: #93b3ff; --ran-t: #1e2a45; --hit: #63d2b7; --hit-t: #14322b; --resumed: #cda9f7; --resumed-t: #32254a;
  --skipped: #a6aab3; --skipped-t: #26282d; --overridden: #ebbd64; --overridden-t: #382b12;
  --failed: #ff9a83; --failed-t: #47221b; --pending: #a6aab3; --pending-t: #1a1c20; --plain: #a6aab3; --plain-t: #1a1c20;
  --l0: #93b3ff; --l1: #ff9e6b; --l2: #63d2b7; --l3: #dba0ee; --l4: #e3c05f; --l5: #a6aab3; }
.c-ran { --c: var(--ran); --t: var(--ran-t); }
.c-hit { --c: var(--hit); --t: var(--hit-t); }
.c-resumed { --c: var(--resumed); --t: var(--resumed-t); }
.c-skipped { --c: var(--skipped); --t: var(--skipped-t); }
.c-overridden { --c: var(--overridden); --t: var(--overridden-t); }
.c-failed { --c: var(--failed); --t: var(--failed-t); }
.c-pending { --c: var(--pending); --t: var(--pending-t); }
.c-plain { --c: var(--plain); --t: var(--plain-t); }
* { box-sizing: border-box; }
html { background: var(--bg); color: var(--text); font: 14.5px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%; scroll-padding-top: 4rem; }
body { margin: 0; overflow-wrap: anywhere; }
h1, h2, h3, p, dl, dd, ul, ol, table, figure { margin: 0; padding: 0; font: inherit; }
ul, ol { list-style: none; }
h1 { font-size: 1.6rem; font-weight: 650; letter-spacing: -.015em; line-height: 1.2; }
h2 { font-size: 1.06rem; font-weight: 650; letter-spacing: -.005em; }
h3 { font-size: .95rem; font-weight: 600; }
code, .mono { font-family: var(--mono); font-size: .9em; }
a { color: var(--accent); }
button, input, select { font: inherit; color: inherit; }
button { cursor: pointer; background: none; border: 1px solid transparent; border-radius: 7px; padding: .22rem .6rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.button { border-color: var(--line); background: var(--card); }
.button:hover, .button[aria-pressed="true"] { background: var(--wash); border-color: var(--accent); }
.button[aria-pressed="true"] { color: var(--accent); }
.link { padding: 0; border: 0; border-radius: 3px; text-align: left; text-decoration: underline; text-decoration-color: var(--line);
  text-underline-offset: 3px; color: var(--text); overflow-wrap: anywhere; }
.link:hover { color: var(--accent); text-decoration-color: currentColor; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.later { content-visibility: auto; contain-intrinsic-size: auto 400px; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--card); padding: .5rem 1rem; z-index: 9; border-radius: 0 0 8px 8px; }
.skip:focus { top: 0; }
.soft { color: var(--soft); }
.small { font-size: .88rem; }
.empty { color: var(--soft); padding: 1.1rem 0 .4rem; }
.page { max-width: 1800px; margin: 0 auto; padding: 0 clamp(.9rem, 2.2vw, 2.4rem) 3rem; }
.top { padding-top: 1.5rem; padding-bottom: .9rem; }
#why p { margin: .8rem 0 0; padding: .5rem .8rem; border-left: 3px solid var(--failed); border-radius: 4px; background: var(--failed-t);
  white-space: pre-line; max-height: 16rem; overflow: auto; }
.title { display: flex; flex-wrap: wrap; gap: .35rem .9rem; align-items: center; }
.eyebrow { color: var(--soft); font-size: .82rem; letter-spacing: .01em; margin-bottom: .15rem; }
.chip { display: inline-flex; align-items: center; gap: .38em; color: var(--c, var(--soft)); white-space: nowrap; }
.chip svg { width: 1em; height: 1em; flex: none; }
.run-status { background: var(--t); border-radius: 99px; padding: .16rem .75rem .16rem .6rem; font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: .7rem 2.2rem; margin-top: 1rem; }
.facts dt { color: var(--soft); font-size: .82rem; }
.facts dd { font-weight: 550; }
.share { display: flex; gap: 2px; height: 7px; margin-top: 1.1rem; border-radius: 4px; overflow: hidden; }
.share span { background: var(--c); min-width: 3px; }
.share .s-pending, .share .s-skipped { opacity: .45; }
.tally { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; margin-top: .55rem; font-size: .92rem; }
.tally b { font-weight: 650; color: var(--text); }
.sections { position: sticky; top: 0; z-index: 5; background: var(--bg); border-bottom: 1px solid var(--line); margin-bottom: 1.1rem; }
.sections > div { max-width: 1800px; margin: 0 auto; padding: 0 clamp(.9rem, 2.2vw, 2.4rem); display: flex; align-items: center; gap: 1rem; }
.sections ul { display: flex; flex: 1; gap: 1.3rem; overflow-x: auto; scrollbar-width: none; }
.sections a { display: block; padding: .62rem 0; color: var(--soft); text-decoration: none; white-space: nowrap; }
.sections a:hover { color: var(--accent); }
.sections a:focus-visible { outline-offset: -2px; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 21.5rem; gap: 1.2rem; align-items: start; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.2rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: .95rem 1.1rem 1.1rem; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem .9rem; margin-bottom: .65rem; }
.head .grow { flex: 1 1 auto; }
.tools { display: flex; flex-wrap: wrap; gap: .35rem; align-items: center; }
.frame { position: relative; border: 1px solid var(--hair); border-radius: 8px; overflow: clip; background: var(--bg);
  touch-action: pan-y; cursor: grab; user-select: none; -webkit-user-select: none; }
.frame.held { cursor: grabbing; }
.frame svg { display: block; width: 100%; height: 100%; font-size: 13px; }
.node { cursor: pointer; outline: none; }
.node .shape { fill: var(--t); stroke: var(--c); stroke-width: 1.3; }
.node .part { fill: none; stroke: var(--c); stroke-width: 1.3; }
.node .back { fill: var(--card); stroke: var(--c); stroke-width: 1; }
.node.s-pending .shape { stroke-dasharray: 4 3; }
.node .glyph { fill: none; stroke: var(--c); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.node text { fill: var(--text); }
.node .name { font-weight: 600; }
.node .space, .node .sub { fill: var(--soft); font-weight: 400; }
.node .sub { font-size: 11px; }
.node .badge rect { fill: var(--card); stroke: var(--line); }
.node .badge text { fill: var(--soft); font-size: 9.5px; }
.node .ring { fill: none; stroke: none; stroke-width: 2.4; }
.node:hover .shape { stroke-width: 2.2; }
.node.chosen .ring { stroke: var(--accent); }
.node:focus-visible .ring { stroke: var(--text); stroke-dasharray: 5 3; }
.far .badge, .far .sub, .far .glyph, .dots text { display: none; }
.edge { fill: none; stroke: var(--edge); stroke-width: 1.2; }
.edge.lit { stroke: var(--accent); stroke-width: 2.4; }
.arrow { fill: var(--edge); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin-top: .6rem; font-size: .88rem; color: var(--soft); }
.legend svg { width: 24px; height: 15px; flex: none; }
.legend path { vector-effect: non-scaling-stroke; }
.legend span svg { width: 1em; height: 1em; }
.details { position: sticky; top: 4rem; max-height: calc(100vh - 5rem); overflow-y: auto; }
.details h3 { margin: 1rem 0 .25rem; color: var(--soft); font-weight: 500; font-size: .86rem; }
.details h2 { font-size: 1.12rem; }
.pairs { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .22rem 1rem; margin-top: .8rem; }
.pairs dt { color: var(--soft); }
.pairs dd { text-align: right; }
.why { border-left: 3px solid var(--c, var(--line)); background: var(--t, none); padding: .45rem .7rem; border-radius: 0 6px 6px 0; margin-top: .7rem; white-space: pre-wrap; }
.stack li { padding: .1rem 0; }
.tag { display: inline-block; border: 1px solid var(--line); border-radius: 5px; padding: 0 .4rem; margin: 0 .3rem .3rem 0; font-size: .88rem; }
.close { float: right; margin: -.2rem -.4rem 0 .5rem; }
.scroll { overflow: auto; max-width: 100%; }
.scroll.tall { max-height: min(70vh, 46rem); border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th, td { text-align: left; padding: .36rem .7rem; border-bottom: 1px solid var(--hair); vertical-align: top; }
thead th { font-weight: 500; color: var(--soft); font-size: .88rem; border-bottom-color: var(--line); white-space: nowrap; background: var(--card); }
.tall thead th { position: sticky; top: 0; z-index: 2; }
tbody th { font-weight: 500; }
.n { text-align: right; white-space: nowrap; }
thead th.n button { margin-left: auto; }
thead th button { padding: 0; display: flex; gap: .3em; border-radius: 3px; }
thead th button:hover { color: var(--accent); }
thead th button::after { content: "↕"; opacity: .35; }
th[aria-sort="ascending"] button::after { content: "↑"; opacity: 1; }
th[aria-sort="descending"] button::after { content: "↓"; opacity: 1; }
th[aria-sort="ascending"], th[aria-sort="descending"] { color: var(--text); }
.rows tr { cursor: pointer; }
.rows tr:hover > * { background: var(--hair); }
.rows tr.chosen > * { background: var(--wash); }
.rows tr.chosen > th { box-shadow: inset 3px 0 var(--accent); }
.rows { table-layout: fixed; min-width: 66rem; }
.scroll table { overflow-wrap: normal; }
.scroll td code { overflow-wrap: anywhere; }
.scroll .link { overflow-wrap: normal; }
.rows .link { display: block; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.rows td, .rows th { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.rows td.wrap { white-space: normal; }
.rows tbody th .space { color: var(--soft); font-weight: 400; }
.rows .long { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.meter { display: block; height: 3px; border-radius: 2px; background: var(--accent); margin: 2px 0 0 auto; opacity: .75; }
.filters { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin-bottom: .8rem; }
.filters input { border: 1px solid var(--line); border-radius: 7px; background: var(--bg); padding: .28rem .7rem; width: 17rem; max-width: 100%; }
.filters input::placeholder { color: var(--soft); opacity: 1; }
.filters .button { display: inline-flex; align-items: center; gap: .4em; }
.filters .button[aria-pressed="true"] { color: var(--c); border-color: var(--c); background: var(--t); }
.readout { min-height: 1.6em; margin-top: .45rem; font-size: .92rem; }
.times text { fill: var(--soft); font-size: 11px; }
.times .bar { fill: var(--t); stroke: var(--c); stroke-width: 1; cursor: pointer; outline: none; }
.times .bar.s-ran { fill: var(--bar); }
.times .bar:hover { stroke-width: 2; }
.times .bar:focus-visible { stroke: var(--text); stroke-width: 2.5; }
.times .bar.chosen { stroke: var(--accent); stroke-width: 3; }
.times .in { fill: var(--text); pointer-events: none; }
.grid { stroke: var(--hair); }
.base { stroke: var(--line); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 1.4rem 1.8rem; }
.plot { max-width: 52rem; min-width: 0; }
.plot svg { display: block; width: 100%; overflow: visible; touch-action: pan-y; }
.plot svg text { fill: var(--soft); font-size: 11px; }
.plot .lines path { fill: none; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
.plot .other { stroke-dasharray: 5 4; }
.plot .cursor { stroke: var(--soft); stroke-dasharray: 2 3; }
.plot table { font-size: .88rem; margin-top: .3rem; }
.plot th, .plot td { padding: .14rem .5rem .14rem 0; }
.plot td.n, .plot th.n { padding: .14rem 0 .14rem .5rem; }
.plot tbody th { min-width: 7.5rem; overflow-wrap: anywhere; }
.plot .key { width: 22px; height: 8px; margin-right: .4rem; display: inline-block; vertical-align: middle; }
.differs > * { background: var(--overridden-t); }
.mark { color: var(--overridden); font-weight: 600; white-space: nowrap; }
.half { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.2rem; align-items: start; }
.gap { margin-top: 1.2rem; }
@media (max-width: 1099px) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .details { position: fixed; left: 0; right: 0; bottom: 0; top: auto; max-height: 56vh; z-index: 6; border-radius: 14px 14px 0 0;
    box-shadow: 0 -6px 30px rgb(0 0 0 / .22); margin: 0; }
  .details.idle { display: none; }
  body:has(.details:not(.idle)) { padding-bottom: 56vh; }
}
@media (max-width: 640px) {
  .card { padding: .8rem .85rem .9rem; border-radius: 10px; }
  .facts { gap: .6rem 1.5rem; }
  .rows { min-width: 58rem; }
  #params table, #compare table { min-width: 36rem; }
  .rows th:first-child { position: sticky; left: 0; z-index: 1; background: var(--card); width: 8.6rem !important; }
  .rows thead th:first-child { z-index: 3; }
  .filters input { width: 100%; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } .details { transition: none; } }
@media (forced-colors: active) { .button[aria-pressed="true"], .rows tr.chosen > * { outline: 2px solid Highlight; } }
@media print {
  .sections, .tools, .filters, .skip, .details, .readout { display: none !important; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .card { break-inside: auto; border-color: #bbb; }
  .head, .plot, tr { break-inside: avoid; }
  .scroll, .scroll.tall { max-height: none; overflow: visible; border: 0; }
  .rows { min-width: 0; font-size: 9pt; }
  html, body { background: #fff; }
  .later { content-visibility: visible; }
}
)css";

} // namespace leat::detail
