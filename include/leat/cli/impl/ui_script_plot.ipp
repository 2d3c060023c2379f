// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

/// Plots of metrics. See `ui_script`.
inline constexpr std::string_view ui_script_plot = R"js(
// Some round numbers from `low` to `high`.
function ticks(low, high, wanted) {
  const raw = (high - low) / wanted, power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 2.5, 5, 10].find((one) => one * power >= raw);
  const all = [];
  for (let k = Math.ceil(low / step); k * step <= high * (1 + 1e-12) + 1e-300; ++k) all.push(k * step);
  return all.map((value) => Number(value.toPrecision(12)));
}
const brief = (value) => {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return value.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e');
  return String(Number(value.toPrecision(5)));
};

// What is known of all points of a line, of which only some are here when there are many.
const told = (line) => `last ${line.last === null ? 'not finite' : brief(line.last)}` +
  (line.min === null || line.count < 2 ? '' : `, min ${brief(line.min)}, max ${brief(line.max)}, mean ${brief(line.mean)}`);

const colour = (line, i) => line.colour === undefined ? i % 6 : line.colour;
// A figure of lines, each { name, points: [[step, number or null], ...], and what is told of all }; `show` draws others.
function plot(title) {
  let lines = [], log = false, cursor = null;
  const svg = draw('svg', { tabindex: 0, role: 'img' });
  const readout = make('output', {});
  const scale = make('button', { type: 'button', class: 'small', 'aria-pressed': 'false', title: 'A logarithmic scale',
    click() { log = !log; scale.setAttribute('aria-pressed', String(log)); paint(); } }, 'log');
  const figure = make('figure', {}, make('figcaption', {}, make('b', {}, title), scale), readout, svg);
  const drawn = (value) => value !== null && (!log || value > 0);
  const move = (to) => { cursor = to; paint(); };
  let steps = [], at_x = () => 0;

  function paint() {
    const width = svg.clientWidth, height = 190;
    if (!width) return;
    const points = lines.flatMap((line) => line.points);
    const values = points.map((point) => point[1]).filter(drawn);
    const positive = points.every((point) => point[1] === null || point[1] > 0);
    scale.hidden = !positive || points.length < 2;
    if (!positive && log) { log = false; scale.setAttribute('aria-pressed', 'false'); return paint(); }
    steps = [...new Set(points.map((point) => point[0]))].sort((a, b) => a - b);
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (values.length === 0) {
      svg.replaceChildren(draw('text', { x: width / 2, y: height / 2, 'text-anchor': 'middle' },
        points.length === 0 ? 'No points yet' : 'No finite numbers'));
      svg.setAttribute('aria-label', `${title}: nothing to draw`);
      return tell();
    }
    const to = log ? Math.log10 : (value) => value, from = log ? (value) => 10 ** value : (value) => value;
    let low = to(values.reduce((a, b) => Math.min(a, b))), high = to(values.reduce((a, b) => Math.max(a, b)));
    if (high - low <= Math.abs(high) * 1e-12) { const room = log ? .5 : Math.abs(high) * .1 || 1; low -= room; high += room; }
    const room = (high - low) * .06;
    low -= room; high += room;
    const marks = ticks(low, high, 5);
    const names = marks.map((mark) => brief(from(mark)));
    const left = 12 + 6.6 * Math.max(...names.map((name) => name.length)), right = width - 10, top = 8, bottom = height - 22;
    const first = steps[0], last = steps[steps.length - 1], one = first === last;
    at_x = (step) => one ? (left + right) / 2 : left + (right - left) * (step - first) / (last - first);
    const at_y = (value) => bottom - (bottom - top) * (to(value) - low) / (high - low);
    const parts = [];
    marks.forEach((mark, i) => {
      const y = bottom - (bottom - top) * (mark - low) / (high - low);
      parts.push(draw('line', { class: 'grid', x1: left, x2: right, y1: y, y2: y }),
        draw('text', { x: left - 6, y: y + 4, 'text-anchor': 'end' }, names[i]));
    });
    parts.push(draw('line', { class: 'axis', x1: left, x2: right, y1: bottom, y2: bottom }));
    const below = one ? [first] : ticks(first, last, Math.max(2, Math.floor(width / 110))).filter(Number.isInteger);
    for (const step of below)
      parts.push(draw('text', { x: Math.min(Math.max(at_x(step), left + 4), right - 3 * String(step).length), y: height - 6, 'text-anchor': 'middle' }, String(step)));
    lines.forEach((line, i) => {
      const group = draw('g', { class: `s${colour(line, i)}`, 'stroke-dasharray': line.dashed || i >= 6 ? '5 3' : null });
      let path = '', pen = false;
      for (const [step, value] of line.points) {
        if (!drawn(value)) { pen = false; continue; }
        path += `${pen ? 'L' : 'M'}${at_x(step).toFixed(1)} ${at_y(value).toFixed(1)}`;
        pen = true;
      }
      group.append(draw('path', { d: path }));
      const shown = line.points.filter((point) => drawn(point[1]));
      const spot = cursor === null ? shown[shown.length - 1] : nearest(line, cursor);
      if (spot && drawn(spot[1])) group.append(draw('circle', { cx: at_x(spot[0]), cy: at_y(spot[1]), r: 3 }));
      parts.push(group);
    });
    if (cursor !== null) parts.push(draw('line', { class: 'cross', x1: at_x(cursor), x2: at_x(cursor), y1: top, y2: bottom }));
    svg.replaceChildren(...parts);
    svg.setAttribute('aria-label', `${title}, steps ${first} to ${last}. ` + lines.map((line) => {
      return `${line.name || title}: ${many(line.count, 'point')}${line.count ? ', ' + told(line) : ''}`;
    }).join('; '));
    tell();
  }
  function nearest(line, step) {
    let found = null;
    for (const point of line.points) if (!found || Math.abs(point[0] - step) < Math.abs(found[0] - step)) found = point;
    return found;
  }
  function tell() {
    readout.replaceChildren(...(cursor === null ? [] : [make('span', {}, `step ${cursor}`)]), ...lines.map((line, i) => {
      const point = cursor === null ? null : nearest(line, cursor);
      const text = cursor === null ? line.count && told(line) : point && (point[1] === null ? 'not finite' : brief(point[1]));
      return make('span', { class: `key s${colour(line, i)}${line.dashed ? ' dashed' : ''}` }, make('i', {}, `${line.name ? line.name + ' ' : ''}${text || ''}`));
    }));
  }
  svg.addEventListener('pointermove', (event) => {
    const x = event.clientX - svg.getBoundingClientRect().left;
    if (steps.length) move(steps.reduce((a, b) => Math.abs(at_x(b) - x) < Math.abs(at_x(a) - x) ? b : a));
  });
  svg.addEventListener('pointerleave', () => move(null));
  svg.addEventListener('blur', () => move(null));
  svg.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20, Home: -1e9, End: 1e9 }[event.key];
    if (event.key === 'Escape') move(null);
    if (!by || !steps.length) return;
    event.preventDefault();
    const at = cursor === null ? steps.length : steps.indexOf(cursor);
    move(steps[Math.min(Math.max(at + by, 0), steps.length - 1)]);
  });
  new ResizeObserver(paint).observe(svg);
  return { figure, show(next) { lines = next; paint(); } };
}

// Plots in `place`, one for each name of a metric, that follow what they are given.
function plots(place) {
  const all = new Map();
  // `series` as the server has them, each with `of`: what to call the run, or nothing.
  return (series) => {
    const names = [...new Set(series.map((one) => one.name))];
    for (const name of names) {
      if (!all.has(name)) { const made = plot(name); all.set(name, made); place.append(made.figure); }
      all.get(name).show(series.filter((one) => one.name === name).map((one) =>
        ({ name: [one.of, one.context].filter(Boolean).join(' '), points: one.points, count: one.count,
          last: one.last, min: one.min, max: one.max, mean: one.mean, colour: one.colour, dashed: one.dashed })));
    }
    return names.length;
  };
}
)js";

} // namespace leat::detail
