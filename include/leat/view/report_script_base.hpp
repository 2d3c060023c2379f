// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// Elements, words and numbers that all parts of the page use.
inline constexpr std::string_view report_script_base = R"js('use strict';
(() => {
const root = document.documentElement;
const data = JSON.parse(document.getElementById('data').textContent);
const view = data.view, layout = data.layout, run = view.run || {};
const nodes = view.nodes, edges = view.edges, other = data.compare;
const $ = id => document.getElementById(id);

// Elements. A string becomes text, never markup: names in a report are whatever somebody wrote.
function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'style') element.style.cssText = value; // the attribute would be refused
    else if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== false && c !== ''));
  return element;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
const empty = text => h('p', {class: 'empty'}, text);

// Words and marks. Each status has a colour, a mark and a word, so that none is needed alone.
const words = {ran: 'ran', hit: 'from the cache', resumed: 'resumed', skipped: 'skipped', overridden: 'overridden',
  failed: 'failed', pending: 'not run'};
const statuses = Object.keys(words);
const kinds = {input: 'input', param: 'parameter', node: 'node', sink: 'sink', map: 'map', choose: 'choose', iterate: 'iterate'};
const marks = {  // in a box of 16 by 16
  ran: 'M3 8.5l3.4 3.5L13 4.5', hit: 'M3 4.2c0-3 10-3 10 0v7.6c0 3-10 3-10 0zM3 4.2c0 3 10 3 10 0', resumed: 'M13 8a5 5 0 1 1-1.6-3.7M13 1.8v3h-3',
  skipped: 'M3 3.5l5 4.5-5 4.5zM12.5 3.5v9', overridden: 'M3 13l.8-3.2L11 2.6l2.4 2.4-7.2 7.2z', failed: 'M4 4l8 8M12 4l-8 8',
  pending: 'M8 2.5a5.5 5.5 0 1 0 .01 0', input: 'M2 8h8M7 4.5L10.5 8 7 11.5M13.5 3v10', param: 'M2 5h7M12.5 5H14M2 11h2M7.5 11H14M10.7 3.2v3.6M5.7 9.2v3.6',
  completed: 'M3 8.5l3.4 3.5L13 4.5', running: 'M5 3l7 5-7 5z', stopped: 'M4 4h8v8H4z', crashed: 'M9 1.5L4 9h4l-1 5.5L12 7H8z'};
const runColours = {completed: 'hit', failed: 'failed', crashed: 'failed', stopped: 'overridden', running: 'ran'};
const paint = (element, status) => {
  element.classList.add('c-' + (status in words ? status : 'plain'));
  return element;
};
const mark = name => s('svg', {viewBox: '0 0 16 16', 'aria-hidden': 'true'},
  s('path', {d: marks[name] || marks.pending, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.9,
    'stroke-linecap': 'round', 'stroke-linejoin': 'round'}));
const wordOf = node => words[node.status] || kinds[node.kind] || node.kind;
const chip = status => paint(h('span', {class: 'chip'}, mark(status), words[status] || status), status);

// Numbers.
const three = x => x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2);
function duration(ns) {
  if (!(ns > 0)) return '0';
  if (ns < 999.5) return Math.round(ns) + ' ns';
  if (ns < 999.5e3) return three(ns / 1e3) + ' µs';
  if (ns < 999.5e6) return three(ns / 1e6) + ' ms';
  if (ns < 59.95e9) return three(ns / 1e9) + ' s';
  const two = x => String(x).padStart(2, '0'), seconds = Math.round(ns / 1e9), minutes = Math.round(seconds / 60);
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
function size(bytes) {
  if (bytes < 1024) return bytes + ' B';
  let unit = 0;
  for (bytes /= 1024; bytes >= 999.5 && unit < 4; ++unit) bytes /= 1024;
  return three(bytes) + [' KiB', ' MiB', ' GiB', ' TiB', ' PiB'][unit];
}
function number(x) {
  if (x === null || x === undefined) return 'not finite';
  const size = Math.abs(x);
  if (Number.isInteger(x) && size < 1e7) return String(x);
  return size !== 0 && (size >= 1e7 || size < 1e-4) ? x.toExponential(3).replace('e+', 'e') : String(Number(x.toPrecision(5)));
}
const grouped = n => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
const count = (n, thing) => `${grouped(n)} ${thing}${n === 1 ? '' : 's'}`;
const keyOf = node => node.key && !/^0*$/.test(node.key) ? node.key : '';
const split = name => {  // "eu.model" as "eu." and "model"
  const at = name.includes(',') ? -1 : name.lastIndexOf('.');
  return [name.slice(0, at + 1), name.slice(at + 1)];
};
const named = name => {
  const [space, rest] = split(name);
  return [space && h('span', {class: 'space soft'}, space), rest];
};
// Ticks at 1, 2 or 5 times a power of ten.
function ticks(low, high, most) {
  const rough = (high - low) / Math.max(1, most), power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(m => m * power >= rough * .999) * power, out = [];
  if (!(step > 0) || !isFinite(step)) return [low];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9 && out.length < 100; ++i) out.push(i * step);
  return out;
}

// Who makes what, who takes what.
const maker = new Map(), takers = nodes.map(() => []), makers = nodes.map(() => []);
nodes.forEach((node, i) => node.outputs.forEach(value => maker.set(value, i)));
edges.forEach((edge, e) => { takers[edge.from].push(e); makers[edge.to].push(e); });
const hasRun = nodes.some(node => node.status);
const listed = nodes.map((node, i) => i).filter(i => !hasRun || nodes[i].status);
const shownParams = new Map((run.params || []).map(p => [p.name, p]));
const longest = nodes.reduce((most, node) => Math.max(most, node.time_ns || 0), 0);

// The selection: every part is told.
const told = [];
let chosen = -1;
function select(i, from) {
  chosen = i;
  for (const tell of told) tell(i, from);
  $('live').textContent = i < 0 ? 'Nothing selected' :
    `Selected ${nodes[i].name}: ${wordOf(nodes[i])}${nodes[i].time_ns ? ', ' + duration(nodes[i].time_ns) : ''}`;
}
// One of many is in the order of Tab; arrow keys go on from it.
function rove(items, current) {
  for (const item of items) if (item) item.setAttribute('tabindex', '-1');
  if (current) current.setAttribute('tabindex', '0');
}
const pen = document.createElement('canvas').getContext('2d');
const widths = new Map();
function textWidth(text, font) {  // a sum over letters: near enough, and a thousand names take no time
  if (!widths.has(font)) widths.set(font, new Map());
  const known = widths.get(font);
  let sum = 0;
  for (const letter of text) {
    let wide = known.get(letter);
    if (wide === undefined) { pen.font = font; known.set(letter, wide = pen.measureText(letter).width); }
    sum += wide;
  }
  return sum;
}
function shorten(text, room, font) {
  if (textWidth(text, font) <= room) return text;
  const points = Array.from(text);
  let low = 0, high = points.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(points.slice(0, middle).join('') + '…', font) <= room) low = middle; else high = middle - 1;
  }
  return low > 0 ? points.slice(0, low).join('') + '…' : '';
}
)js";

} // namespace leat::detail
