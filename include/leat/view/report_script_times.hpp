// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// The time line.
inline constexpr std::string_view report_script_times =
    R"js(// The time line: a row for each thread, a bar for each node that was called.
function drawTimes() {
  const body = $('times-body'), note = $('times-note');
  const called = listed.filter(i => nodes[i].time_ns > 0);
  if (!called.length) { body.append(empty('This run measured no times: it had no session, or no node was called.')); return; }
  const began = new Map(), ends = nodes.map(() => 0);
  const sequence = called.every(i => !nodes[i].began_ns) && called.length > 1;
  let clock = 0;
  for (const i of called) { began.set(i, sequence ? clock : nodes[i].began_ns || 0); clock += nodes[i].time_ns; }
  const quiet = listed.filter(i => ['hit', 'resumed'].includes(nodes[i].status) && !began.has(i));
  // What was not called stands where its inputs were there.
  nodes.forEach((node, i) => {
    const ready = makers[i].reduce((most, e) => Math.max(most, ends[edges[e].from]), 0);
    ends[i] = began.has(i) ? began.get(i) + node.time_ns : Math.max(ready, node.began_ns || 0);
  });
  const total = Math.max(run.wall_ns || 0, ...called.map(i => ends[i]));
  const threads = [...new Set(called.map(i => sequence ? 0 : nodes[i].thread || 0))].sort((a, b) => a - b);
  const busy = called.reduce((sum, i) => sum + nodes[i].time_ns, 0);
  note.textContent = sequence
    ? 'When each node began was not recorded: bars stand one after another, in the order of the graph.'
    : `${duration(busy)} in ${count(called.length, 'node')}, on ${count(threads.length, 'thread')}`;
  const scroll = h('div', {class: 'scroll times', style: 'max-height: 30rem'}), readout = h('p', {class: 'readout soft', 'aria-live': 'off'});
  const hint = 'Point at a bar to read it; arrow keys go from bar to bar, Enter selects.';
  readout.textContent = hint;
  body.append(scroll, readout);
  let zoom = 1, bars = [], order = [], current = 0, drawn = 0;
  const say = i => {
    const node = nodes[i];
    readout.replaceChildren(h('b', {}, node.name), '  ', chip(node.status), '  ', began.has(i)
      ? `${duration(node.time_ns)}${sequence ? '' : ', began after ' + duration(began.get(i)) + ' on thread ' + (node.thread || 0)}`
      : 'not called');
  };
  function draw() {
    const left = 66, view = Math.max(260, body.clientWidth - 2), w = Math.round((view - left - 14) * zoom), row = 27, top = 22;
    drawn = body.clientWidth;
    const rows = threads.length + (quiet.length ? 1 : 0), high = top + rows * row + 4, at = t => left + t / total * w;
    const svg = s('svg', {width: left + w + 14, height: high, role: 'group', style: 'display: block',
      'aria-label': `Time line of ${count(called.length, 'node')} on ${count(threads.length, 'thread')}, ${duration(total)} in all`});
    const unit = [[1, 'ns'], [1e3, 'µs'], [1e6, 'ms'], [1e9, 's'], [60e9, 'min'], [3600e9, 'h']].filter(u => total >= u[0] * 2).pop() || [1, 'ns'];
    for (const t of ticks(0, total / unit[0], w / 95)) {
      const x = at(t * unit[0]);
      svg.append(s('line', {class: 'grid', x1: x, x2: x, y1: top - 4, y2: high}),
        s('text', {x, y: 12, 'text-anchor': !t ? 'start' : x > left + w - 14 ? 'end' : 'middle'}, `${Number(t.toPrecision(6))} ${unit[1]}`));
    }
    threads.forEach((thread, r) => svg.append(s('text', {x: 0, y: top + r * row + 16}, `thread ${thread}`)));
    if (quiet.length) svg.append(s('text', {x: 0, y: top + threads.length * row + 16}, 'not called'));
    bars = [];
    const put = (i, element) => { element.dataset.i = i; bars[i] = paint(element, nodes[i].status); svg.append(element); };
    const label = i => `${nodes[i].name}: ${wordOf(nodes[i])}${nodes[i].time_ns ? ', ' + duration(nodes[i].time_ns) : ''}`;
    for (const i of called) {
      const x = at(began.get(i)), y = top + threads.indexOf(sequence ? 0 : nodes[i].thread || 0) * row;
      const wide = Math.max(1.5, nodes[i].time_ns / total * w - 1);
      put(i, s('rect', {class: `bar s-${nodes[i].status}`, x, y: y + 2, width: wide, height: row - 6, rx: Math.min(3, wide / 2),
        tabindex: -1, role: 'button', 'aria-label': label(i)}));
      const text = wide > 30 ? shorten(split(nodes[i].name)[1], wide - 10, subFont) : '';
      if (text.length > 2) svg.append(s('text', {class: 'in', x: x + 5, y: y + 16.5}, text));
    }
    for (const i of quiet) {
      const x = at(ends[i]), y = top + threads.length * row + row / 2 - 1;
      put(i, s('path', {class: 'bar', d: `M${x} ${y - 6}l6 6l-6 6l-6 -6z`, tabindex: -1, role: 'button', 'aria-label': label(i)}));
    }
    order = [...called, ...quiet].sort((a, b) => (began.get(a) ?? ends[a]) - (began.get(b) ?? ends[b]));
    if (chosen >= 0 && bars[chosen]) bars[chosen].classList.add('chosen');
    current = Math.min(current, order.length - 1);
    rove([], bars[order[current]]);
    scroll.replaceChildren(svg);
  }
  const over = event => { const bar = event.target.closest('.bar'); if (bar) say(+bar.dataset.i); };
  scroll.addEventListener('pointerover', over);
  scroll.addEventListener('focusin', over);
  scroll.addEventListener('click', event => { const bar = event.target.closest('.bar'); if (bar) select(+bar.dataset.i, 'times'); });
  scroll.addEventListener('keydown', event => {
    const bar = event.target.closest('.bar');
    if (!bar) return;
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -order.length, End: order.length}[event.key];
    if (event.key === 'Enter' || event.key === ' ') select(+bar.dataset.i, 'times');
    else if (step) {
      current = Math.min(order.length - 1, Math.max(0, order.indexOf(+bar.dataset.i) + step));
      rove([bar], bars[order[current]]);
      bars[order[current]].focus();
    } else return;
    event.preventDefault();
  });
  const scale = by => () => { zoom = Math.min(256, Math.max(1, zoom * by)); const mid = (scroll.scrollLeft + scroll.clientWidth / 2) / scroll.scrollWidth;
    draw(); scroll.scrollLeft = mid * scroll.scrollWidth - scroll.clientWidth / 2; };
  $('times-tools').append(h('button', {class: 'button', type: 'button', 'aria-label': 'Compress the time line', onclick: scale(.5)}, '−'),
    h('button', {class: 'button', type: 'button', 'aria-label': 'Stretch the time line', onclick: scale(2)}, '+'));
  told.push(i => {
    for (const bar of scroll.querySelectorAll('.chosen')) bar.classList.remove('chosen');
    if (i >= 0 && bars[i]) { bars[i].classList.add('chosen'); say(i); }
  });
  draw();
  new ResizeObserver(() => { if (Math.abs(body.clientWidth - drawn) > 1) draw(); }).observe(body);
}
)js";

} // namespace leat::detail
