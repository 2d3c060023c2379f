// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// The table of nodes.
inline constexpr std::string_view report_script_nodes =
    R"js(// The table of nodes, what the cache had, and why nodes ran.
function drawNodes() {
  const note = $('nodes-note'), box = $('nodes-body');
  if (!listed.length) { box.append(empty('This run has no nodes.')); return; }
  drawCache();
  const some = what => listed.some(i => what(nodes[i]));
  const columns = [  // title, width, class, what it sorts by, what it shows
    ['Node', '15rem', '', n => n.name, n => named(n.name)],
    ['Status', '10.8rem', '', n => statuses.indexOf(n.status), n => n.status ? chip(n.status) : ''],
    ['Time', '6.5rem', 'n', n => n.time_ns || 0, n => {
      if (!n.time_ns) return h('span', {class: 'soft'}, '–');
      const meter = h('span', {class: 'meter'});
      meter.style.width = Math.max(2, 100 * n.time_ns / longest) + '%';
      return [duration(n.time_ns), meter];
    }],
    ['Began', '6.3rem', 'n soft', n => n.began_ns || 0, n => n.time_ns && n.began_ns ? duration(n.began_ns) : '', n => n.began_ns],
    ['Thread', '4.9rem', 'n soft', n => n.thread || 0, n => n.time_ns ? String(n.thread) : '', n => n.thread],
    ['Calls', '4.4rem', 'n', n => n.attempts || 0, n => String(n.attempts || 0)],
    ['Stored', '6rem', 'n', n => n.bytes || 0, n => n.bytes ? size(n.bytes) : '', n => n.bytes],
    ['Kind', '5.4rem', 'soft', n => n.kind, n => kinds[n.kind] || n.kind],
    ['Caching', '6.6rem', 'soft', n => n.caching, n => n.caching, n => n.caching],
    ['Why', '', 'wrap', n => n.reason || '', n => n.reason ? h('span', {class: 'long', title: n.reason}, n.reason) : '', n => n.reason],
    ['Key', '6.4rem', 'mono soft', n => keyOf(n), n => keyOf(n) ? h('span', {title: keyOf(n)}, keyOf(n).slice(0, 8)) : '', keyOf],
  ].filter(column => !column[5] || some(column[5]));
  if (!columns.some(column => column[0] === 'Why')) columns[0][1] = '';
  const rows = new Map(), tbody = h('tbody', {});
  const row = i => {
    const tr = h('tr', {'data-i': i}, columns.map((column, c) => c
      ? h('td', {class: column[2]}, column[4](nodes[i]))
      : h('th', {scope: 'row', title: nodes[i].name}, h('button', {class: 'link', type: 'button'}, column[4](nodes[i])))));
    rows.set(i, tr);
    return tr;
  };
  const heads = columns.map((column, c) => h('th', {scope: 'col', class: column[2].includes('n') && !/mono|soft$/.test(column[2]) || /^n/.test(column[2]) ? 'n' : '',
    'aria-sort': 'none'}, h('button', {type: 'button', onclick: () => sort(c)}, column[0])));
  heads.forEach((head, c) => { if (columns[c][1]) head.style.width = columns[c][1]; });
  const table = h('table', {class: 'rows'}, h('caption', {class: 'unseen'}, 'Nodes of the run'),
    h('thead', {}, h('tr', {}, heads)), tbody);
  const none = empty('No node fits the filter.');
  none.hidden = true;
  const scroll = h('div', {class: 'scroll tall', tabindex: 0, role: 'region', 'aria-label': 'Table of nodes'}, table);
  box.append(scroll, none);

  let by = -1, down = false, text = '', limit = 200;
  const only = new Set(), more = h('button', {class: 'button gap', type: 'button', onclick: () => { limit = Infinity; show(); }});
  box.append(more);
  // The first rows are there at once, more of them when one comes near the last.
  scroll.addEventListener('scroll', () => {
    if (!more.hidden && scroll.scrollTop + 2 * scroll.clientHeight > scroll.scrollHeight) { limit += 300; show(); }
  });
  const search = i => [nodes[i].name, nodes[i].doc, nodes[i].reason, ...nodes[i].tags, ...nodes[i].types].join('\n').toLowerCase();
  const texts = new Map();
  function show() {
    let list = listed.filter(i => (!only.size || only.has(nodes[i].status)) &&
      (!text || (texts.get(i) || (texts.set(i, search(i)), texts.get(i))).includes(text)));
    const all = list.length;
    if (by >= 0) {
      const value = columns[by][3];
      list.sort((a, b) => {
        const p = value(nodes[a]), q = value(nodes[b]), order = typeof p === 'string' ? p.localeCompare(q, 'en', {numeric: true}) : p - q;
        return (down ? -order : order) || a - b;
      });
    }
    list = list.slice(0, limit);
    tbody.replaceChildren(...list.map(i => rows.get(i) || row(i)));
    none.hidden = all > 0;
    more.hidden = list.length === all;
    more.textContent = `Show all ${grouped(all)}`;
    note.textContent = all === listed.length ? count(all, 'node') : `${grouped(all)} of ${count(listed.length, 'node')}`;
    if (chosen >= 0 && rows.has(chosen)) rows.get(chosen).classList.add('chosen');
  }
  addEventListener('beforeprint', () => { limit = Infinity; show(); });
  function sort(c) {
    // Numbers begin with the largest: that is what one looks for.
    down = by === c ? !down : /^n/.test(columns[c][2]);
    by = c;
    heads.forEach((head, at) => head.setAttribute('aria-sort', at !== c ? 'none' : down ? 'descending' : 'ascending'));
    show();
  }
  const input = h('input', {type: 'search', placeholder: 'Name, reason, tag or type', 'aria-label': 'Filter nodes by text', id: 'filter',
    oninput: () => { text = input.value.trim().toLowerCase(); show(); }});
  const toggles = statuses.map(status => [status, listed.filter(i => nodes[i].status === status).length]).filter(pair => pair[1]);
  $('filters').append(input, ...(toggles.length < 2 ? [] : toggles).map(([status, n]) => {
    const button = h('button', {class: 'button small', type: 'button', 'aria-pressed': 'false', 'data-status': status, onclick: () => {
      if (!only.delete(status)) only.add(status);
      button.setAttribute('aria-pressed', String(only.has(status)));
      show();
    }}, chip(status), String(n));
    return paint(button, status);
  }));
  tbody.addEventListener('click', event => { const tr = event.target.closest('tr'); if (tr) select(+tr.dataset.i, 'table'); });
  told.push((i, from) => {
    for (const tr of tbody.querySelectorAll('.chosen')) tr.classList.remove('chosen');
    if (i >= 0 && from !== 'table' && !rows.has(i)) { limit = Infinity; show(); }
    const tr = rows.get(i), frame = box.firstChild;
    if (!tr) return;
    tr.classList.add('chosen');
    if (from !== 'table' && tr.isConnected) frame.scrollTop = Math.max(0, tr.offsetTop - frame.clientHeight / 2);
  });
  show();
}
// In words: what came from the cache, and the reasons, each with how many nodes had it.
function drawCache() {
  const of = status => listed.filter(i => nodes[i].status === status), hits = of('hit'), ran = [...of('ran'), ...of('failed')];
  const kept = hits.reduce((sum, i) => sum + (nodes[i].bytes || 0), 0), parts = [];
  if (!hasRun) return;
  parts.push(hits.length ? `${count(hits.length, 'node')} came from the cache${kept ? ' (' + size(kept) + ')' : ''}` : 'No node came from the cache');
  if (of('resumed').length) parts.push(`${of('resumed').length} from the run that this one resumed`);
  parts.push(ran.length ? `${count(ran.length, 'node')} ran` : 'none ran');
  const reasons = new Map();
  for (const i of ran) if (nodes[i].reason && nodes[i].status === 'ran') {
    if (!reasons.has(nodes[i].reason)) reasons.set(nodes[i].reason, []);
    reasons.get(nodes[i].reason).push(i);
  }
  const top = [...reasons].sort((a, b) => b[1].length - a[1].length);
  $('cache').append(h('p', {style: 'margin-bottom: .7rem'}, parts.join(', ') + '.', top.length > 0 && [' They ran because: ',
    top.slice(0, 3).map(([why, who], at) => [at > 0 && '; ', h('span', {class: 'soft'}, why + (who.length > 1 ? ` (${who.length})` : ''))]),
    top.length > 3 ? `; and ${count(top.length - 3, 'further reason')} in the table.` : '.']));
}
)js";

} // namespace leat::detail
