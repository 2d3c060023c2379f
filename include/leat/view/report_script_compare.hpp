// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// What differs from another run.
inline constexpr std::string_view report_script_compare = R"js(// What differs from another run.
function drawCompare() {
  if (!other) return;
  $('compare').hidden = false;
  const theirs = other.run || {}, body = $('compare-body');
  $('compare-note').textContent = `with run ${theirs.id || 'without an id'}${other.pipeline !== view.pipeline ? ' of pipeline ' + other.pipeline : ''}`;
  const mine = new Map(listed.map(i => [nodes[i].name, nodes[i]])), rest = new Map(other.nodes.filter(n => n.status).map(n => [n.name, n]));
  const found = [];
  let alike = 0;
  for (const name of new Set([...mine.keys(), ...rest.keys()])) {
    const a = mine.get(name), b = rest.get(name), what = [];
    if (!b) what.push('only here');
    else if (!a) what.push('only there');
    else {
      if (a.status !== b.status) what.push('status');
      if (keyOf(a) !== keyOf(b)) what.push('key');
      const by = Math.abs((a.time_ns || 0) - (b.time_ns || 0));
      // Below a tenth, or a millisecond, a difference says nothing.
      if (a.time_ns && b.time_ns && by >= 1e6 && by >= .1 * Math.max(a.time_ns, b.time_ns)) what.push('time');
    }
    if (what.length) found.push({name, a, b, what, by: Math.abs(((a || {}).time_ns || 0) - ((b || {}).time_ns || 0))});
    else ++alike;
  }
  found.sort((p, q) => q.by - p.by);
  const change = (p, q) => {
    if (!p || !q) return '';
    if (p === q) return 'same';
    const by = p - q, share = 100 * by / q;
    return `${by < 0 ? '−' : '+'}${duration(Math.abs(by))} (${by < 0 ? '−' : '+'}${Math.abs(share).toFixed(0)} %)`;
  };
  const pair = (name, a, b, ...more) => h('tr', {}, h('th', {scope: 'row'}, name), h('td', {}, a), h('td', {}, b), ...more);
  const statusOf = r => r.status ? paint(h('span', {class: 'chip'}, mark(r.status), r.status), runColours[r.status]) : '';
  const head = list => h('thead', {}, h('tr', {}, list.map(([t, right]) => h('th', {scope: 'col', class: right ? 'n' : ''}, t))));
  const inputs = drawDiffering(theirs);
  body.append(h('div', {class: 'half'},
    h('div', {}, h('h3', {}, 'The runs'), wrap('The runs', h('table', {}, head([['', 0], ['This run', 0], ['Other run', 0]]), h('tbody', {},
      pair('Run', run.id || 'not recorded', theirs.id || 'not recorded'), pair('Status', statusOf(run), statusOf(theirs)),
      pair('Wall time', duration(run.wall_ns), h('span', {}, duration(theirs.wall_ns))),
      pair('Nodes that ran', String(listed.filter(i => nodes[i].status === 'ran').length), String(other.nodes.filter(n => n.status === 'ran').length)),
      pair('From the cache', String(listed.filter(i => nodes[i].status === 'hit').length), String(other.nodes.filter(n => n.status === 'hit').length)))))),
    h('div', {}, h('h3', {}, 'Parameters and last values of metrics'), inputs)));
  body.append(h('h3', {class: 'gap'}, 'Nodes'));
  if (!found.length) { body.append(empty(`All ${count(alike, 'node')} are alike.`)); return; }
  const time = n => n && n.time_ns ? duration(n.time_ns) : '–', state = n => n ? chip(n.status) : h('span', {class: 'soft'}, '–');
  body.append(h('p', {class: 'small soft'}, `${count(found.length, 'node')} differ${found.length === 1 ? 's' : ''}, largest difference in time first; ${alike} alike. ` +
    'Times differ from a tenth and 1 ms on.'),
    wrap('Nodes that differ', h('table', {}, head([['Node', 0], ['Differs in', 0], ['This run', 0], ['Other run', 0], ['Time', 1], ['Other time', 1], ['Change', 1]]),
      h('tbody', {}, found.slice(0, 500).map(d => h('tr', {}, h('th', {scope: 'row'}, d.a
        ? h('button', {class: 'link', type: 'button', onclick: () => select(maker.get(d.a.outputs[0]) ?? nodes.indexOf(d.a), 'compare')}, named(d.name)) : named(d.name)),
        h('td', {class: 'mark'}, d.what.join(', ')), h('td', {}, state(d.a)), h('td', {}, state(d.b)), h('td', {class: 'n'}, time(d.a)),
        h('td', {class: 'n'}, time(d.b)), h('td', {class: 'n'}, change((d.a || {}).time_ns, (d.b || {}).time_ns))))))));
  if (found.length > 500) body.append(h('p', {class: 'small soft'}, `${found.length - 500} more differ by less.`));
}
function drawDiffering(theirs) {
  const rows = [], q = new Map((theirs.params || []).map(p => [p.name, p])), own = new Map((run.params || []).map(p => [p.name, p]));
  for (const name of new Set([...own.keys(), ...q.keys()])) {
    const a = (own.get(name) || {}).text, b = (q.get(name) || {}).text;
    if (a !== b) rows.push([name, a || 'none', b || 'none', '']);
  }
  const id = m => JSON.stringify([m.name, m.context]), last = m => m && m.count ? m.last : undefined;
  const lines = new Map((theirs.metrics || []).map(m => [id(m), m])), seen = new Map((run.metrics || []).map(m => [id(m), m]));
  for (const which of new Set([...seen.keys(), ...lines.keys()])) {
    const m = seen.get(which) || lines.get(which), a = last(seen.get(which)), b = last(lines.get(which));
    const by = typeof a === 'number' && typeof b === 'number' ? a - b : NaN;
    rows.push([m.name + (m.context ? ', ' + m.context : ''), a === undefined ? 'none' : number(a), b === undefined ? 'none' : number(b),
      by === 0 ? 'same' : isFinite(by) ? (by < 0 ? '−' : '+') + number(Math.abs(by)) : '']);
  }
  if (!rows.length) return empty('No parameter differs, and neither run tracked metrics.');
  return wrap('Parameters and metrics', h('table', {}, h('thead', {}, h('tr', {}, ['', 'This run', 'Other run', 'Change'].map((t, c) =>
    h('th', {scope: 'col', class: c ? 'n' : ''}, t)))), h('tbody', {}, rows.map(row => h('tr', {}, row.map((text, c) =>
    c ? h('td', {class: 'n'}, text) : h('th', {scope: 'row'}, text)))))));
}
)js";

} // namespace leat::detail
