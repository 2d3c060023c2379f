// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

/// The style of the page of `app ui`.
inline constexpr std::string_view ui_style = R"css(
:root {
  color-scheme: light dark;
  --back: #fbfbfa; --panel: #ffffff; --ink: #1d2126; --soft: #5c6570; --line: #e2e4e8;
  --rule: #eef0f2; --accent: #0b62b8; --on-accent: #ffffff; --tint: #eaf2fb;
  --good: #1a7f45; --bad: #bf2c2c; --warn: #8f5b00; --gone: #8a3b8f;
  --s0: #0b62b8; --s1: #c2570c; --s2: #1a7f45; --s3: #8a3b8f; --s4: #a31545; --s5: #56616d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #14171a; --panel: #1b1f23; --ink: #e6e8ea; --soft: #9aa4ae; --line: #31373d;
    --rule: #262b30; --accent: #6db1f5; --on-accent: #0d1a26; --tint: #1d2b39;
    --good: #5cc98a; --bad: #f28b82; --warn: #e0b060; --gone: #d69bdc;
    --s0: #6db1f5; --s1: #f0a060; --s2: #5cc98a; --s3: #d69bdc; --s4: #f58aa8; --s5: #aab4be;
  }
}
*, ::before { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--back); color: var(--ink);
  font: 14px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.graph {
  border: 1px solid var(--line); border-radius: 8px; background: var(--panel); padding: 12px; overflow: auto; max-height: 70vh; text-align: center;
}
.graph img { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) { .graph img { filter: invert(.9) hue-rotate(180deg); } }
main:focus { outline: none; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 12px; top: 8px; background: var(--panel); padding: 4px 10px; z-index: 9; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top {
  display: flex; gap: 14px; align-items: baseline; padding: 12px 24px;
  border-bottom: 1px solid var(--line); background: var(--panel);
}
.home { font-weight: 650; font-size: 16px; color: var(--ink); letter-spacing: .01em; }
.place { color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.link { margin-left: auto; color: var(--bad); text-align: right; }
main { padding: 20px 24px 56px; max-width: 118rem; margin: 0 auto; }
main.narrow { max-width: 84rem; }
h1 { font-size: 20px; line-height: 1.3; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 14px; font-weight: 600; margin: 30px 0 10px; }
.soft { color: var(--soft); }
.mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 12.5px; }
.bar { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; margin: 14px 0; }
.bar .push { margin-left: auto; }
.ask { flex: 1 1 24rem; display: flex; gap: 8px; min-width: 0; }
input[type="search"] {
  flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--panel);
  border: 1px solid var(--line); border-radius: 6px; padding: 7px 11px;
}
input[aria-invalid="true"] { border-color: var(--bad); }
button, .button, summary.button {
  font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--line);
  border-radius: 6px; padding: 7px 13px; cursor: pointer; white-space: nowrap; display: inline-block;
}
button:hover:not(:disabled), .button:hover { border-color: var(--accent); text-decoration: none; }
button:disabled { color: var(--soft); cursor: default; opacity: .65; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); opacity: 1; }
button.main:disabled { background: var(--panel); border-color: var(--line); color: var(--soft); }
button.danger { color: var(--bad); }
button.small { padding: 1px 8px; font-size: 12px; border-radius: 4px; }
button[aria-pressed="true"] { background: var(--tint); border-color: var(--accent); }
.notice { margin: 12px 0; padding: 10px 14px; border: 1px solid var(--line); border-left: 3px solid var(--accent); border-radius: 4px; background: var(--panel); overflow-wrap: anywhere; }
.notice.bad { border-left-color: var(--bad); }
pre.notice { white-space: pre-wrap; }
.empty { text-align: center; padding: 72px 16px; color: var(--soft); }
.empty strong { display: block; color: var(--ink); font-size: 16px; font-weight: 600; margin-bottom: 4px; }
.menu { position: relative; }
.menu > summary { list-style: none; }
.menu > summary::-webkit-details-marker { display: none; }
.menu > div {
  position: absolute; right: 0; top: calc(100% + 6px); z-index: 5; min-width: 240px; max-height: 60vh;
  overflow: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 8px;
  padding: 10px 14px; box-shadow: 0 8px 28px rgb(0 0 0 / .16);
}
.menu fieldset { border: 0; margin: 0 0 8px; padding: 0; }
.menu legend { color: var(--soft); font-size: 12px; padding: 0; }
.menu label { display: flex; gap: 8px; padding: 3px 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 7px 14px; vertical-align: top; border-bottom: 1px solid var(--rule); white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { border-bottom-color: var(--line); font-weight: 500; color: var(--soft); }
th button { border: 0; padding: 0; background: none; color: inherit; font-weight: 500; border-radius: 2px; }
th button:hover { color: var(--ink); }
th[aria-sort] { color: var(--ink); }
th .arrow { display: inline-block; width: 1em; }
.number, th.number { text-align: right; }
td.wrap { white-space: normal; overflow-wrap: anywhere; min-width: 12rem; }
.cut { display: block; max-width: 15rem; overflow: hidden; text-overflow: ellipsis; }
.long .cut { max-width: 20rem; }
tbody tr:hover { background: var(--tint); }
tr[aria-selected="true"] { background: var(--tint); }
.pick { width: 1px; padding-right: 0; }
.pick input { accent-color: var(--accent); width: 15px; height: 15px; margin: 3px 0 0; display: block; }
.status { white-space: nowrap; font-weight: 500; }
.status::before { content: ""; display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: currentColor; margin-right: 8px; }
.running { color: var(--accent); } .completed, .ran { color: var(--good); } .failed { color: var(--bad); }
.stopped { color: var(--warn); } .crashed { color: var(--gone); }
.hit, .resumed, .overridden { color: var(--accent); } .skipped, .pending { color: var(--soft); }
.failed::before, .crashed::before { border-radius: 1px; }
.stopped::before, .pending::before, .skipped::before { background: none; border: 2px solid currentColor; }
.running::before { animation: breathe 2s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .3; } }
@media (prefers-reduced-motion: reduce) { .running::before { animation: none; } }
.tag { display: inline-block; background: var(--tint); border-radius: 4px; padding: 0 7px; margin-right: 5px; }
.title { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: baseline; margin-bottom: 4px; }
dl.facts { display: flex; flex-wrap: wrap; gap: 12px 40px; margin: 16px 0 0; }
dl.facts dt { color: var(--soft); font-size: 12px; }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.plots { display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); }
figure { margin: 0; padding: 12px 14px 8px; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; min-width: 0; }
figcaption { display: flex; gap: 4px 14px; flex-wrap: wrap; align-items: baseline; min-height: 24px; }
figcaption b { font-weight: 600; overflow-wrap: anywhere; }
figcaption button { margin-left: auto; }
figure output { display: flex; flex-wrap: wrap; gap: 0 14px; color: var(--soft); font-size: 12.5px; min-height: 1.5em; }
figure svg { display: block; width: 100%; height: 190px; margin-top: 4px; touch-action: pan-y; }
.key::before { content: ""; display: inline-block; width: 14px; height: 3px; border-radius: 2px; margin-right: 6px; vertical-align: middle; background: currentColor; }
.key.dashed::before { background: linear-gradient(to right, currentColor 5px, transparent 5px 9px, currentColor 9px); }
.key i { font-style: normal; color: var(--ink); overflow-wrap: anywhere; }
svg text { fill: var(--soft); font-size: 11px; }
svg .grid { stroke: var(--rule); } svg .axis { stroke: var(--line); } svg .cross { stroke: var(--soft); stroke-dasharray: 2 3; }
svg path { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linejoin: round; }
svg circle { fill: currentColor; }
.s0 { color: var(--s0); } .s1 { color: var(--s1); } .s2 { color: var(--s2); }
.s3 { color: var(--s3); } .s4 { color: var(--s4); } .s5 { color: var(--s5); }
.two { display: grid; gap: 0 32px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); align-items: start; }
dialog { border: 1px solid var(--line); border-radius: 10px; background: var(--panel); color: var(--ink); padding: 20px 24px; max-width: min(30rem, calc(100vw - 32px)); }
dialog::backdrop { background: rgb(0 0 0 / .4); }
@media (max-width: 700px) {
  .top { padding: 10px 16px; } main { padding: 14px 16px 40px; }
  .bar { position: relative; }
  .menu { position: static; }
  .menu > div { right: 0; left: 0; }
  .bar .push { margin-left: 0; }
  table.cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.cards, table.cards tbody { display: block; }
  table.cards tr { display: grid; grid-template-columns: repeat(6, 1fr); gap: 3px 14px; padding: 11px 14px; border-bottom: 1px solid var(--rule); position: relative; }
  table.cards tbody tr:last-child { border-bottom: 0; }
  table.cards td { border: 0; padding: 2px 0; white-space: normal; overflow-wrap: anywhere; text-align: left; min-width: 0; grid-column: span 2; }
  table.cards td[data-name]::before { content: attr(data-name); display: block; color: var(--soft); font-size: 11.5px; line-height: 1.3; overflow-wrap: anywhere; }
  table.cards td.full { grid-column: 1 / -1; }
  .cut, .long .cut { max-width: none; white-space: normal; }
  table.cards td.blank { display: none; }
  table.cards td.two-thirds { grid-column: span 4; }
  table.cards td.half { grid-column: span 3; }
  table.cards td.bare::before { display: none; }
  table.cards td.pick { position: absolute; right: 14px; top: 11px; width: auto; }
  table.cards td.pick input { width: 22px; height: 22px; margin: 0; }
  table.cards td.pick + td { padding-right: 40px; }
}
)css";

} // namespace leat::detail
