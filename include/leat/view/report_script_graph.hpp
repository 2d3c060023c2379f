// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// The graph, drawn from its layout.
inline constexpr std::string_view report_script_graph =
    R"js(// The graph: drawn from the layout, one group for each node.
const family = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const nameFont = '600 13px ' + family, spaceFont = '400 13px ' + family, subFont = '11px ' + family, badgeFont = '9.5px ' + family;
const groups = [];

// The outline of each kind, around (0, 0).
function outline(kind, w, ht) {
  const x = w / 2, y = ht / 2, cut = Math.min(10, y);
  if (kind === 'param') return `M${cut - x} ${-y}H${x - cut}L${x} 0L${x - cut} ${y}H${cut - x}L${-x} 0Z`;
  if (kind === 'choose')
    return `M${cut - x} ${-y}H${x - cut}L${x} ${cut - y}V${y - cut}L${x - cut} ${y}H${cut - x}L${-x} ${y - cut}V${cut - y}Z`;
  const r = kind === 'input' ? y : kind === 'sink' ? 0 : Math.min(7, y), l = -x, t = -y;
  return `M${l + r} ${t}h${w - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${ht - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - w}` +
    `a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - ht}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}
function extras(kind, w, ht) {
  const x = w / 2, y = ht / 2;
  if (kind === 'map')
    return [s('path', {class: 'back', d: outline('node', w, ht), transform: 'translate(6 -6)'}),
      s('path', {class: 'back', d: outline('node', w, ht), transform: 'translate(3 -3)'})];
  if (kind === 'sink') return [s('path', {class: 'part', d: `M${-x} ${y + 3.5}H${x}`})];
  if (kind === 'iterate') return [s('path', {class: 'part', d: `M${x - 34} ${-y}c0 -11 22 -11 22 -1m-3.5 -4l3.5 4.4l3.8 -4`})];
  return [];
}
function subOf(node) {
  const words = [];
  if (node.kind !== 'node') words.push(kinds[node.kind] || node.kind);
  if (node.status) words.push(wordOf(node));
  if (node.time_ns > 0) words.push(duration(node.time_ns));
  const given = shownParams.get(node.name);
  if (!node.status && given && given.text) words.push(given.text);
  return words.join(' · ') || 'node';
}
// As much of it as fits: the status before the time, and both before the kind.
function fittingSub(node, room) {
  const given = shownParams.get(node.name), value = !node.status && given && given.text, kind = kinds[node.kind] || node.kind;
  const some = [subOf(node)];
  if (node.status && node.time_ns > 0) some.push(`${wordOf(node)} · ${duration(node.time_ns)}`);
  some.push(node.status ? wordOf(node) : kind, node.status === 'hit' ? 'cache' : value || '', kind === 'parameter' ? 'param' : '');
  return some.find(text => text && textWidth(text, subFont) <= room) || shorten(some[0], room, subFont);
}
function badgeOf(node, room) {
  const all = [node.caching, node.guarded && 'guarded'].filter(Boolean);
  const text = all.join(' · ');
  return textWidth(text, badgeFont) + 20 <= room ? text : all[0] || '';
}
function drawNode(node, i) {
  const at = layout.nodes[i];
  return paint(s('g', {class: `node s-${node.status || 'plain'}`, transform: `translate(${at.x} ${at.y})`, tabindex: -1,
    role: 'button', 'aria-pressed': 'false', 'data-i': i, 'aria-label': `${node.name}: ${subOf(node)}` +
      (node.caching ? ', ' + node.caching : '') + (node.guarded ? ', guarded' : '')},
    s('path', {class: 'ring', d: outline(node.kind, at.width + 9, at.height + 9)}), extras(node.kind, at.width, at.height),
    s('path', {class: 'shape', d: outline(node.kind, at.width, at.height)})), node.status);
}
// What is written on a node: added when it is first seen large enough to be read.
function dress(i) {
  const node = nodes[i], at = layout.nodes[i], w = at.width, ht = at.height, group = groups[i];
  const left = -w / 2 + (node.kind === 'param' || node.kind === 'input' ? 15 : 10), tall = ht >= 34;
  const wide = w / 2 - 9 - left - (tall ? 0 : 19), [space, rest] = split(node.name);
  const title = shorten(rest, wide, nameFont);
  const prefix = title === rest ? shorten(space, wide - textWidth(rest, nameFont), spaceFont) : '';
  group.append(s('title', {}, node.name + ' · ' + subOf(node)),
    s('path', {class: 'glyph', d: marks[node.status || node.kind] || marks.pending,
      transform: `translate(${left} ${tall ? 2.5 : -6.5}) scale(.8)`}),
    s('text', {x: tall ? left : left + 19, y: tall ? -3.5 : 4.5},
      s('tspan', {class: 'space'}, prefix), s('tspan', {class: 'name'}, title)));
  if (tall) group.append(s('text', {class: 'sub', x: left + 18, y: 13}, fittingSub(node, wide - 17)));
  const badge = badgeOf(node, w);
  if (badge) {
    const long = textWidth(badge, badgeFont) + 12, right = w / 2 - (node.kind === 'iterate' ? 40 : 8);
    group.append(s('g', {class: 'badge'}, s('rect', {x: right - long, y: -ht / 2 - 8, width: long, height: 14, rx: 7}),
      s('text', {x: right - long + 6, y: -ht / 2 + 2.5}, badge)));
  }
}
function drawGraph() {
  const frame = $('frame');
  if (!nodes.length) {
    frame.remove();
    $('graph').append(empty('This pipeline has no nodes.'));
    return;
  }
  const edgesGroup = s('g', {'aria-hidden': 'true'});
  const line = (e, lit) => s('path', {class: 'edge' + lit, d: layout.edges[e] || '', 'marker-end': 'url(#arrow)'});
  // Many edges are one path, without arrows, which are what takes time to draw.
  if (edges.length > 600) edgesGroup.append(s('path', {class: 'edge', d: layout.edges.join('')}));
  else edgesGroup.append(...edges.map((edge, e) => line(e, '')));
  const nodesGroup = s('g', {});
  nodes.forEach((node, i) => { groups.push(drawNode(node, i)); nodesGroup.append(groups[i]); });
  const world = s('g', {id: 'world'}, edgesGroup, nodesGroup);
  const svg = s('svg', {role: 'group', 'aria-label':
    `Graph of ${count(nodes.length, 'node')} and ${count(edges.length, 'edge')}. Arrow keys move along edges, Enter selects.`},
    s('defs', {}, s('marker', {id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7,
      orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse'}, s('path', {class: 'arrow', d: 'M0 .8L8 4L0 7.2z'}))), world);
  $('graph-note').textContent = `${count(nodes.length, 'node')}, ${count(edges.length, 'edge')}`;
  moveGraph(frame, svg, world);
  frame.append(svg);  // after all has been measured
  const used = new Set(nodes.map(node => node.kind));
  for (const kind of Object.keys(kinds)) if (used.has(kind))
    $('legend').append(h('li', {class: 'chip'}, paint(s('svg', {class: 'node', viewBox: '-32 -20 64 40', 'aria-hidden': 'true'},
      extras(kind, 52, 28), s('path', {class: 'shape', d: outline(kind, 52, 28)})), 'plain'), kinds[kind]));
  for (const status of statuses) if (nodes.some(node => node.status === status)) $('legend').append(h('li', {}, chip(status)));
  told.push((i) => {
    for (const lit of edgesGroup.querySelectorAll('.lit')) lit.remove();
    for (const group of $('frame').querySelectorAll('.chosen')) {
      group.classList.remove('chosen');
      group.setAttribute('aria-pressed', 'false');
    }
    if (i < 0) return;
    groups[i].classList.add('chosen');
    groups[i].setAttribute('aria-pressed', 'true');
    edgesGroup.append(...[...makers[i], ...takers[i]].map(e => line(e, ' lit')));
  });
}
)js";

} // namespace leat::detail
