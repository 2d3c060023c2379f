// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

/// The list of runs. See `ui_script`.
inline constexpr std::string_view ui_script_list = R"js(
const kept = {
  read(name) { try { return JSON.parse(localStorage.getItem(`leat ${name}`)); } catch { return null; } },
  write(name, value) { try { localStorage.setItem(`leat ${name}`, JSON.stringify(value)); } catch { /* not allowed here */ } },
};
const metric_name = (one) => one.context ? `${one.name}[${one.context}]` : one.name;
const ordered = (a, b) => {
  if (a === b) return 0;
  if (a === undefined || a === '' || a === null) return 1; // what is not there is last, in both orders
  if (b === undefined || b === '' || b === null) return -1;
  const x = Number(a), y = Number(b);
  return Number.isNaN(x) || Number.isNaN(y) ? String(a).localeCompare(String(b)) : x - y;
};

const fixed_columns = [
  { key: 'status', name: 'Status', card: 'full bare', sort: (run) => run.status, cell: (run) => status(run.status) },
  { key: 'id', name: 'Run', card: 'full bare', sort: (run) => run.id, cell: (run) => run_link(run.id) },
  { key: 'began', name: 'Began', card: 'two-thirds', sort: (run) => run.id, cell: (run) => make('time', { datetime: run.began }, time(run.began)) },
  { key: 'wall', name: 'Wall', number: true, sort: (run) => run.wall_ns, cell: (run) => duration(run.wall_ns) },
];
const optional_columns = [
  { key: 'pipeline', name: 'Pipeline', card: 'two-thirds', sort: (run) => run.pipeline, cell: (run) => run.pipeline },
  { key: 'tags', name: 'Tags', sort: (run) => run.tags.join(' '), cell: (run) => run.tags.map((tag) => make('span', { class: 'tag' }, tag)) },
];
// Which node it was, and why; the pipeline has its own column.
const failure_of = (run) => (run.reason || run.failed_node).replace(/^node '([^']*)' of pipeline '[^']*' failed: /, '$1: ');
const failure_column = { key: 'failure', name: 'Failure', card: 'full', long: true, sort: (run) => failure_of(run),
  cell: (run) => failure_of(run) && make('span', { class: 'cut', title: run.reason }, failure_of(run)) };
const value_column = (key, name, text) => ({ key, name, number: true, text, sort: text,
  cell: (run) => { const value = text(run); return value === undefined ? '' : make('span', { class: 'cut', title: value }, short(value)); } });

views.list = (rest, search) => {
  let runs = new Map(), total = 0, next = null, tag = null, answered = false, wrong = null;
  let asked = search.get('q') || '', sort = kept.read('sort') || { key: 'began', down: true };
  let picked = [], chosen = kept.read('columns'), rows = new Map(), extra = [];

  const input = make('input', { type: 'search', id: 'query', 'aria-describedby': 'problem', autocomplete: 'off', spellcheck: 'false',
    placeholder: 'ridge > 0.1 and status == completed', input: () => { clearTimeout(input.timer); input.timer = setTimeout(ask, 400); } });
  input.value = asked;
  const problem = make('pre', { id: 'problem', class: 'notice bad mono', role: 'alert', hidden: true });
  const notes = make('div', {});
  const count = make('span', { class: 'soft', role: 'status' });
  const compare = make('button', { type: 'button', class: 'main', disabled: true, title: 'Select two runs to compare them',
    click: () => { location.hash = `#/compare/${picked.join('/')}`; } }, 'Compare');
  const menu = make('div', {});
  const columns = make('details', { class: 'menu', keydown: (event) => {
    if (event.key === 'Escape') { columns.open = false; columns.firstChild.focus(); } } },
    make('summary', { class: 'button' }, 'Columns'), menu);
  const away = (event) => { if (!columns.contains(event.target)) columns.open = false; };
  document.addEventListener('pointerdown', away);
  const head = make('tr', { role: 'row' }), body = make('tbody', { role: 'rowgroup' });
  const table = make('div', { class: 'scroll', hidden: true }, make('table', { class: 'cards', role: 'table' },
    make('caption', { class: 'hidden' }, 'Runs'), make('thead', { role: 'rowgroup' }, head), body));
  const none = make('div', {});
  const more = make('button', { type: 'button', hidden: true, click: load_more }, 'Show more');
  main.append(make('h1', { class: 'hidden' }, 'Runs'),
    make('div', { class: 'bar' },
      make('form', { class: 'ask', role: 'search', submit: (event) => { event.preventDefault(); ask(); } },
        make('label', { class: 'hidden', for: 'query' }, 'Query'), input),
      count, make('span', { class: 'push' }), columns, compare),
    problem, notes, table, none, make('div', { class: 'bar' }, more));

  const address = (limit, before) => `/api/runs?${new URLSearchParams(Object.assign({ limit }, asked && { query: asked }, before && { before }))}`;
  function ask() {
    clearTimeout(input.timer);
    if (input.value.trim() === asked) return;
    asked = input.value.trim();
    tag = null;
    history.replaceState(null, '', asked ? `#/?${new URLSearchParams({ q: asked })}` : '#/');
    look(true).catch((error) => say(error.message));
  }
  async function look(fresh) {
    if (asked === wrong) return true; // until it is another one
    const query = asked, limit = Math.min(Math.max(fresh ? 0 : runs.size, 100), 1000);
    let came;
    try {
      came = await get(address(limit), tag);
    } catch (error) {
      if (query !== asked) return true;
      if (error.status !== 400) throw error;
      wrong = query;
      problem.textContent = error.message;
      problem.hidden = false;
      input.setAttribute('aria-invalid', 'true');
      return true;
    }
    if (query !== asked) return true;
    wrong = null;
    problem.hidden = true;
    input.removeAttribute('aria-invalid');
    if (!came.data) return true;
    tag = came.tag;
    const list = came.data.runs, last = list.length ? list[list.length - 1].id : '';
    const older = fresh || !came.data.more ? [] : [...runs.values()].filter((run) => run.id < last);
    runs = new Map([...list, ...older].map((run) => [run.id, run]));
    if (older.length === 0) next = came.data.more ? last : null;
    total = came.data.total;
    answered = true;
    notes.replaceChildren(...came.data.notes.map((note) => make('p', { class: 'notice' }, note)));
    show();
    return true;
  }
  async function load_more() {
    more.disabled = true;
    try {
      const { data } = await get(address(200, next));
      for (const run of data.runs) runs.set(run.id, run);
      next = data.more ? data.next : null;
      show();
    } catch (error) { say(error.message); }
    more.disabled = false;
  }

  function find_columns() {
    const params = new Set(), metrics = new Set();
    for (const run of runs.values()) {
      run.params.forEach((one) => one.text && params.add(one.name));
      run.metrics.forEach((one) => metrics.add(metric_name(one)));
    }
    const text = (key, name) => key === 'p'
      ? (run) => (run.params.find((one) => one.name === name) || {}).text
      : (run) => (run.metrics.find((one) => metric_name(one) === name) || {}).text;
    extra = [...optional_columns,
      ...[...params].map((name) => value_column(`p ${name}`, name, text('p', name))),
      ...[...metrics].map((name) => value_column(`m ${name}`, name, text('m', name))), failure_column];
    // A column of words is read from the left.
    for (const one of extra) if (one.text)
      one.number = [...runs.values()].every((run) => { const value = one.text(run); return value === undefined || !Number.isNaN(Number(value)) || value === 'nan'; });
  }
  const by_default = (column) => {
    if (!column.text) return column.key !== 'failure' ? column.key === 'pipeline' || [...runs.values()].some((run) => run.tags.length)
      : [...runs.values()].some((run) => run.reason);
    return extra.filter((one) => one.key[0] === column.key[0] && one.text).indexOf(column) < 5;
  };
  const is_shown = (column) => chosen && column.key in chosen ? chosen[column.key] : by_default(column);

  function show_menu() {
    const group = (name, all) => all.length > 0 && make('fieldset', {}, make('legend', {}, name), all.map((column) =>
      make('label', {}, make('input', { type: 'checkbox', checked: is_shown(column), change: (event) => {
        chosen = Object.assign({}, chosen, { [column.key]: event.target.checked });
        kept.write('columns', chosen);
        show();
      } }), column.name)));
    const names = extra.map((column) => column.key).join('\n');
    if (menu.names === names) return; // keeps the focus
    menu.names = names;
    menu.replaceChildren(...[group('Run', extra.filter((one) => !one.text)),
      group('Parameters', extra.filter((one) => one.key.startsWith('p '))),
      group('Metrics, their last values', extra.filter((one) => one.key.startsWith('m ')))].filter(Boolean));
  }
  function pick(id, on) {
    picked = picked.filter((one) => one !== id);
    if (on) picked = [...picked, id].slice(-2);
    show();
  }
  function heading(column) {
    const on = sort.key === column.key;
    return make('th', { scope: 'col', role: 'columnheader', class: column.number ? 'number' : null, 'aria-sort': on ? (sort.down ? 'descending' : 'ascending') : null },
      make('button', { type: 'button', 'data-key': column.key, click: () => {
        sort = { key: column.key, down: on ? !sort.down : column.key === 'began' };
        kept.write('sort', sort);
        show();
        const same = [...head.querySelectorAll('button')].find((one) => one.dataset.key === column.key);
        if (same) same.focus();
      } }, column.name, on && make('span', { class: 'arrow', 'aria-hidden': 'true' }, sort.down ? ' ↓' : ' ↑')));
  }
  function row_of(run, all, mark) {
    const old = rows.get(run.id);
    if (old && old.mark === mark) return old.row;
    const on = picked.includes(run.id);
    const row = make('tr', { role: 'row', 'aria-selected': on ? 'true' : null },
      make('td', { class: 'pick', role: 'cell' }, make('input', { type: 'checkbox', 'aria-label': `Select run ${run.id}`, checked: on,
        change: (event) => pick(run.id, event.target.checked) })),
      all.map((column) => {
        const cell = make('td', { role: 'cell', 'data-name': column.name }, column.cell(run));
        cell.className = [column.number && 'number', column.long && 'long', column.card, !cell.textContent && 'blank'].filter(Boolean).join(' ');
        return cell;
      }));
    if (old && old.row.contains(document.activeElement)) { // goes on where it was
      const at = [...old.row.querySelectorAll('input, a')].indexOf(document.activeElement);
      queueMicrotask(() => { const same = row.querySelectorAll('input, a')[at]; if (same) same.focus(); });
    }
    rows.set(run.id, { mark, row });
    return row;
  }
  function show() {
    find_columns();
    show_menu();
    const all = [...fixed_columns, ...extra.filter(is_shown)];
    const names = JSON.stringify([all.map((column) => [column.key, column.number]), sort]);
    if (head.names !== names) {
      head.names = names;
      head.replaceChildren(make('th', { class: 'pick', role: 'columnheader', scope: 'col' }, make('span', { class: 'hidden' }, 'Select')), ...all.map(heading));
    }
    picked = picked.filter((id) => runs.has(id));
    const by = all.find((column) => column.key === sort.key) || fixed_columns[2];
    const sorted = [...runs.values()].sort((a, b) => {
      const x = by.sort(a), y = by.sort(b), found = ordered(x, y);
      if (found === 0) return a.id < b.id ? 1 : -1;
      const lost = [x, y].some((one) => one === undefined || one === '' || one === null);
      return sort.down && !lost ? -found : found;
    });
    const seen = new Set(runs.keys());
    for (const id of rows.keys()) if (!seen.has(id)) rows.delete(id);
    const wanted = sorted.map((run) => row_of(run, all, names + JSON.stringify(run) + picked.includes(run.id)));
    if (wanted.length !== body.children.length || wanted.some((row, i) => body.children[i] !== row)) body.replaceChildren(...wanted);
    table.hidden = columns.hidden = compare.hidden = runs.size === 0;
    count.textContent = !answered ? '' : (runs.size < total ? `${runs.size.toLocaleString('en')} of ` : '') + many(total, 'run') +
      (picked.length === 1 ? ', 1 selected' : picked.length === 2 ? ', 2 selected' : '');
    compare.disabled = picked.length !== 2;
    more.hidden = next === null;
    none.replaceChildren(...(runs.size > 0 || !answered ? [] : asked
      ? [empty('No run matches.', make('button', { type: 'button', click: () => { input.value = ''; ask(); input.focus(); } }, 'Clear the query'))]
      : [empty('No runs yet.', 'Run the program: ', make('span', { class: 'mono' }, 'app run'))]));
  }
  const polling = poll(() => look(false), 2000);
  return () => { polling.end(); clearTimeout(input.timer); document.removeEventListener('pointerdown', away); };
};
)js";

} // namespace leat::detail
