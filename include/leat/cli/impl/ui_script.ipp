// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

/// What the views of the page of `app ui` share. The script is the four parts, one after the other:
/// this one, `ui_script_plot`, `ui_script_list`, `ui_script_run`.
inline constexpr std::string_view ui_script = R"js('use strict';
(() => {
const main = document.getElementById('main');
const token = document.querySelector('meta[name="leat-token"]').content;
// The secret of the address is in a cookie now.
if (location.search) history.replaceState(null, '', location.pathname + location.hash);

// An element: attributes, listeners as functions, and children; text is only ever text.
const make = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// An answer of the server: its data, or an Error with its sentence. `data` is null when it is as it was.
async function get(path, known) {
  let answer;
  try {
    answer = await fetch(path, { headers: known ? { 'If-None-Match': known } : {} });
  } catch {
    throw Object.assign(new Error('The server does not answer: start it again.'), { gone: true });
  }
  if (answer.status === 304) return { data: null, tag: known };
  const data = await answer.json().catch(() => ({ error: 'The server gave an answer that cannot be read.' }));
  if (!answer.ok) throw Object.assign(new Error(data.error), { status: answer.status });
  return { data, tag: answer.headers.get('ETag') };
}

function say(problem) {
  const link = document.getElementById('link');
  if (link.textContent !== problem) link.textContent = problem;
}

// Calls `look` every so often while the page is seen, until it returns false or the view is left.
function poll(look, pause) {
  let timer = 0, busy = false, over = false;
  const turn = async () => {
    clearTimeout(timer);
    if (busy || over || document.visibilityState !== 'visible') return;
    busy = true;
    let again = true, wait = pause;
    const begin = performance.now();
    try {
      again = await look();
      if (!over) say('');
    } catch (problem) {
      if (!over) say(problem.message);
      wait = 4 * pause;
    }
    busy = false;
    wait = Math.max(wait, 10 * (performance.now() - begin)); // what is slow to find is not asked for all the time
    if (again === false) over = true;
    if (!over) timer = setTimeout(turn, wait);
  };
  document.addEventListener('visibilitychange', turn);
  turn();
  return {
    now: turn,
    end() { over = true; clearTimeout(timer); document.removeEventListener('visibilitychange', turn); },
  };
}

const units = [[3600e9, 'h'], [60e9, 'min'], [1e9, 's'], [1e6, 'ms'], [1e3, 'us'], [1, 'ns']];
function duration(ns) {
  if (ns === null || ns === undefined || ns < 0) return '';
  const [size, unit] = units.find(([least]) => ns >= 0.9995 * least) || units[5];
  const value = ns / size;
  return `${value.toFixed(unit === 'ns' || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2)} ${unit}`;
}
function bytes(count) {
  const names = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count, at = 0;
  while (value >= 999.5 && at < 4) { value /= 1000; ++at; }
  return `${at === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${names[at]}`;
}
const two = (number) => String(number).padStart(2, '0');
function time(iso) {
  const at = new Date(iso);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
// A number in few digits; a text as it is.
function short(text) {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || text.length <= 7) return text;
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return text;
  return String(Number(value.toPrecision(5)));
}
const many = (count, one) => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
const status = (word, text = word) => make('span', { class: `status ${word}` }, text);
const run_link = (id) => make('a', { class: 'mono', href: `#/run/${id}` }, id);
const empty = (head, ...text) => make('div', { class: 'empty' }, make('strong', {}, head), ...text);

// Views: each gets what the address says, fills the page, and returns what ends it.
const views = {};
let leave = null;
function open() {
  const [path, search] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/').map(decodeURIComponent);
  if (location.hash === '#main') return;
  if (leave) leave();
  leave = null;
  say('');
  main.replaceChildren();
  main.className = name ? 'narrow' : '';
  document.title = 'Runs';
  leave = (views[name || 'list'] || views.list)(rest, new URLSearchParams(search || '')) || null;
  if (open.used) { main.focus({ preventScroll: true }); window.scrollTo(0, 0); }
  open.used = true;
}
window.addEventListener('hashchange', open);
window.addEventListener('DOMContentLoaded', open);
)js";

} // namespace leat::detail
