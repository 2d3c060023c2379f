// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// What is known of the selected node.
inline constexpr std::string_view report_script_details =
    R"js(// What is known of the selected node.
function showDetails() {
  const box = $('details');
  let back = null;
  const close = () => { select(-1, 'details'); if (back && back.isConnected) back.focus({preventScroll: true}); back = null; };
  addEventListener('keydown', event => { if (event.key === 'Escape' && chosen >= 0) close(); });
  const values = (title, list, text) => list.length === 0 ? [] : [h('h3', {}, title), h('ul', {class: 'stack'}, list.map(text))];
  const link = (i, ...text) => h('button', {class: 'link', type: 'button', onclick: () => select(i, 'details')}, ...text);
  function show(i) {
    box.replaceChildren();
    box.classList.toggle('idle', i < 0);
    if (i < 0) {
      box.append(h('h2', {}, 'No node selected'), h('p', {class: 'soft gap'},
        'Select a node in the graph, the time line or the table to see what became of it.'));
      return;
    }
    const node = nodes[i], rows = [], add = (name, ...value) => rows.push(h('dt', {}, name), h('dd', {}, ...value));
    const given = node.kind === 'input' || node.kind === 'param' ? shownParams.get(node.name) : null;
    add('Kind', kinds[node.kind] || node.kind);
    if (given) { add('Value', given.text || 'not shown'); add('From', given.given ? 'the call' : 'its default'); }
    if (node.time_ns > 0) add('Time', duration(node.time_ns));
    if (node.time_ns > 0 && run.wall_ns > 0) add('Share of the run', (100 * node.time_ns / run.wall_ns).toFixed(1) + ' %');
    if (node.began_ns > 0) add('Began', 'after ' + duration(node.began_ns));
    if (node.time_ns > 0) add('Thread', String(node.thread));
    if (node.status) add('Attempts', String(node.attempts || 0));
    if (node.bytes > 0) add('Stored', h('span', {title: count(node.bytes, 'byte')}, size(node.bytes)));
    if (node.caching) add('Caching', node.caching);
    if (node.guarded) add('Guarded', 'yes');
    box.append(h('button', {class: 'button close small', type: 'button', onclick: close}, 'Close'),
      h('h2', {}, named(node.name)), node.status ? chip(node.status) : h('span', {class: 'soft'}, kinds[node.kind] || node.kind));
    if (node.reason) box.append(paint(h('p', {class: 'why'}, node.reason), node.status));
    if (node.doc) box.append(h('p', {class: 'gap', style: 'white-space: pre-line'}, node.doc));
    box.append(h('dl', {class: 'pairs'}, rows));
    box.append(...values('Takes', node.inputs, value => h('li', {},
      maker.has(value) ? link(maker.get(value), value) : h('span', {}, value))));
    box.append(...values('Makes', node.kind === 'sink' ? [] : node.outputs, (value, n) => {
      const to = [...new Set(takers[i].filter(e => edges[e].value === value).map(e => edges[e].to))];
      return h('li', {}, value, node.types[n] && [' ', h('code', {class: 'soft'}, node.types[n])],
        to.length > 0 && h('div', {class: 'small soft'}, 'for ', to.slice(0, 40).map((t, at) => [at > 0 && ', ', link(t, nodes[t].name)]),
          to.length > 40 && ` and ${to.length - 40} more`));
    }));
    if (node.tags.length) box.append(h('h3', {}, 'Tags'), h('p', {}, node.tags.map(tag => h('span', {class: 'tag'}, tag))));
    if (keyOf(node)) box.append(h('h3', {}, 'Key in the cache'), h('p', {class: 'mono small soft'}, keyOf(node)));
    box.scrollTop = 0;
  }
  told.push((i, from) => { if (i >= 0 && from !== 'details') back = document.activeElement; show(i); });
  // A link of the panel is gone with the panel's old content: the keyboard goes on at its head.
  told.push((i, from) => { if (i >= 0 && from === 'details') box.querySelector('.close').focus({preventScroll: true}); });
  show(-1);
}
)js";

} // namespace leat::detail
