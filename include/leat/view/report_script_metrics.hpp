// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// Plots of metrics.
inline constexpr std::string_view report_script_metrics =
    R"js(// A plot for each metric, a line for each of its contexts; dashed lines are the other run's.
function drawMetrics() {
  const lines = [];
  for (const [whose, list] of [[0, run.metrics || []], [1, (other && other.run && other.run.metrics) || []]])
    for (const m of list) lines.push({...m, whose});
  const names = [...new Set(lines.map(line => line.name))];
  if (!names.length) { $('metrics-body').append(empty('This run tracked no metrics.')); return; }
  $('metrics-note').textContent = count(names.length, 'metric') + (other ? '; dashed lines are those of the other run' : '');
  $('metrics-body').append(h('div', {class: 'plots'}, names.map(name => plot(name, lines.filter(line => line.name === name)))));
}
function plot(name, lines) {
  const contexts = [...new Set(lines.map(line => line.context))];
  let log = false, at = null, width = 0, place = null, steps = [];
  const ink = line => `var(--l${contexts.indexOf(line.context) % 6})`;
  const hold = h('div', {}), note = h('p', {class: 'small soft'}), cells = [], where = h('th', {class: 'n', scope: 'col'}, 'cursor');
  const key = line => s('svg', {class: 'key', viewBox: '0 0 22 8', 'aria-hidden': 'true'},
    s('path', {d: 'M1 4H21', fill: 'none', 'stroke-width': 2.2, class: line.whose ? 'other' : '', style: `stroke: ${ink(line)};${line.whose ? 'stroke-dasharray: 5 4' : ''}`}));
  const rows = lines.map(line => {
    const cell = h('td', {class: 'n soft'}, '–');
    cells.push(cell);
    return h('tr', {}, h('th', {scope: 'row'}, key(line), (line.context || name) + (line.whose ? ', other run' : '')),
      // Of all points, as only some of a long line are here.
      ['last', 'min', 'max', 'mean'].map(what => h('td', {class: 'n'}, line.count === line.not_finite && what !== 'last' || !line.count ? '–' : number(line[what]))), cell);
  });
  const button = h('button', {class: 'button small', type: 'button', 'aria-pressed': 'false', 'aria-label': `Logarithmic axis for ${name}`,
    onclick: () => { log = !log; button.setAttribute('aria-pressed', String(log)); draw(); }}, 'log');
  const figure = h('figure', {class: 'plot'}, h('div', {class: 'head', style: 'margin-bottom: .3rem'}, h('h3', {class: 'grow'}, name),
    h('div', {class: 'tools'}, button)), hold, note, h('div', {class: 'scroll'}, h('table', {}, h('caption', {class: 'unseen'}, name),
    h('thead', {}, h('tr', {}, ['Line', 'last', 'min', 'max', 'mean'].map((t, c) => h('th', {scope: 'col', class: c ? 'n' : ''}, t)), where)), h('tbody', {}, rows))));
  const draw = () => {
    width = hold.clientWidth || 400;
    const high = 190, top = 8, bottom = 24, right = 8;
    const fits = p => p[1] !== null && (!log || p[1] > 0), all = lines.flatMap(line => line.points.filter(fits));
    const hidden = lines.reduce((sum, line) => sum + line.points.filter(p => p[1] !== null).length, 0) - all.length;
    const gaps = lines.reduce((sum, line) => sum + line.not_finite, 0), thinned = lines.some(line => line.count > line.points.length);
    note.textContent = [thinned && 'Of a long line the least and the greatest values are drawn', gaps && `${count(gaps, 'value')} not finite: left out`,
      hidden && (thinned ? 'Values not above 0: left out' : `${count(hidden, 'value')} not above 0: left out`)].filter(Boolean).join('. ');
    place = null;
    if (!all.length) { hold.replaceChildren(empty(log ? 'No value is above 0.' : 'No value is finite.')); return; }
    const turn = log ? Math.log10 : v => v, least = (a, b) => Math.min(a, b), most = (a, b) => Math.max(a, b);
    let low = all.map(p => turn(p[1])).reduce(least), top_ = all.map(p => turn(p[1])).reduce(most);
    const first = all.map(p => p[0]).reduce(least), last = all.map(p => p[0]).reduce(most);
    if (low === top_) { const by = Math.abs(low) * .1 || 1; low -= by; top_ += by; } else { const by = (top_ - low) * .05; low -= by; top_ += by; }
    const marks = log ? logTicks(low, top_) : ticks(low, top_, 4).map(v => [v, number(v)]);
    const left = Math.min(90, Math.max(...marks.map(m => textWidth(m[1], subFont)), 24) + 10), w = width - left - right, ht = high - top - bottom;
    const px = step => first === last ? left + w / 2 : left + (step - first) / (last - first) * w, py = v => top + ht - (turn(v) - low) / (top_ - low) * ht;
    const svg = s('svg', {width, height: high, tabindex: 0, role: 'group', 'aria-label': `Plot of ${name}: ${lines.length} lines over steps ${first} to ${last}. Arrow keys move the cursor.`});
    for (const [v, text] of marks) {
      const y = top + ht - (v - low) / (top_ - low) * ht;
      svg.append(s('line', {class: 'grid', x1: left, x2: width - right, y1: y, y2: y}), s('text', {x: left - 6, y: y + 4, 'text-anchor': 'end'}, text));
    }
    svg.append(s('line', {class: 'base', x1: left, x2: width - right, y1: top + ht, y2: top + ht}));
    const across = first === last ? [first] : ticks(first, last, Math.max(2, w / 90)).filter(v => Number.isInteger(v));
    for (const step of across) svg.append(s('text', {x: px(step), y: high - 6, 'text-anchor': px(step) > width - 40 ? 'end' : px(step) < left + 16 ? 'start' : 'middle'}, number(step)));
    svg.append(s('text', {x: 0, y: high - 6}, 'step'));
    const group = s('g', {class: 'lines'});
    for (const line of lines) {
      let d = '', open = false, alone = [];
      line.points.forEach((p, n) => {
        if (!fits(p)) { open = false; return; }
        const spot = `${px(p[0]).toFixed(1)} ${py(p[1]).toFixed(1)}`;
        const joined = n + 1 < line.points.length && fits(line.points[n + 1]);
        if (!open && !joined) alone.push(p);
        d += (open ? 'L' : 'M') + spot;
        open = true;
      });
      group.append(s('path', {d, class: line.whose ? 'other' : '', style: `stroke: ${ink(line)}`}));
      for (const p of alone) group.append(s('circle', {cx: px(p[0]), cy: py(p[1]), r: 3, style: `fill: ${ink(line)}`}));
    }
    const cursor = s('line', {class: 'cursor', y1: top, y2: top + ht, visibility: 'hidden'}), dots = s('g', {});
    svg.append(group, cursor, dots);
    steps = [...new Set(lines.flatMap(line => line.points.map(p => p[0])))].sort((a, b) => a - b);
    place = step => {
      at = step;
      cursor.setAttribute('visibility', step === null ? 'hidden' : 'visible');
      if (step !== null) { cursor.setAttribute('x1', px(step)); cursor.setAttribute('x2', px(step)); }
      where.textContent = step === null ? 'cursor' : `step ${step}`;
      dots.replaceChildren();
      lines.forEach((line, n) => {
        const found = step === null ? null : line.points.find(p => p[0] === step);
        cells[n].textContent = found ? number(found[1]) : '–';
        if (found && fits(found)) dots.append(s('circle', {cx: px(step), cy: py(found[1]), r: 3.4, style: `fill: ${ink(line)}`}));
      });
    };
    svg.addEventListener('pointermove', event => {
      const x = event.clientX - svg.getBoundingClientRect().left;
      place(steps.reduce((best, step) => Math.abs(px(step) - x) < Math.abs(px(best) - x) ? step : best));
    });
    svg.addEventListener('pointerleave', () => place(null));
    svg.addEventListener('keydown', event => {
      const by = {ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -1e9, End: 1e9}[event.key];
      if (!by) return;
      event.preventDefault();
      const from = at === null ? (by > 0 ? -1 : steps.length) : steps.indexOf(at);
      place(steps[Math.min(steps.length - 1, Math.max(0, from + by))]);
      $('live').textContent = `Step ${at}: ` + lines.map((line, n) => `${line.context || name} ${cells[n].textContent}`).join(', ');
    });
    hold.replaceChildren(svg);
  };
  new ResizeObserver(() => { if (Math.abs(hold.clientWidth - width) > 1) draw(); }).observe(hold);
  return figure;
}
function logTicks(low, high) {
  const out = [], every = Math.max(1, Math.ceil((high - low) / 5));
  for (let e = Math.ceil(low); e <= high; ++e) if (e % every === 0) out.push([e, number(10 ** e)]);
  if (out.length > 1) return out;
  return ticks(10 ** low, 10 ** high, 4).filter(v => v > 0).map(v => [Math.log10(v), number(v)]);
}
)js";

} // namespace leat::detail
