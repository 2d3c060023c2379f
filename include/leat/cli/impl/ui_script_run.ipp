// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

/// One run, and the comparison of two. See `ui_script`.
inline constexpr std::string_view ui_script_run = R"js(
const back = () => make('p', { class: 'soft' }, make('a', { href: '#/' }, '← All runs'));
const columns_of = (names) => make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' },
  names.map(([name, number]) => make('th', { scope: 'col', role: 'columnheader', class: number ? 'number' : null }, name))));
// Rows of cells; a cell is text, or what `make` made.
function grid(label, names, rows, classes = []) {
  return make('div', { class: 'scroll' }, make('table', { class: 'cards', role: 'table', 'aria-label': label }, columns_of(names),
    make('tbody', { role: 'rowgroup' }, rows.map((cells) => make('tr', { role: 'row' }, cells.map((cell, i) => {
      const made = make('td', { role: 'cell', 'data-name': names[i][0] }, cell);
      made.className = [names[i][1] && 'number', classes[i], !made.textContent && 'blank'].filter(Boolean).join(' ');
      return made;
    }))))));
}
const type_text = (text) => text.replace('std::__cxx11::basic_string<char>', 'std::string').replaceAll('__cxx11::', '');
const fact = (name, ...value) => [make('div', {}, make('dt', {}, name), make('dd', {}, ...value))];

function ask_to_remove(id) {
  const note = make('p', { class: 'notice bad', role: 'alert', hidden: true });
  const dialog = make('dialog', { 'aria-labelledby': 'sure', close: () => dialog.remove() }, make('h1', { id: 'sure' }, 'Remove this run?'),
    make('p', {}, 'Its record, and the values that no other run needs, are removed for good: ', make('span', { class: 'mono' }, id)), note,
    make('div', { class: 'bar' }, make('button', { type: 'button', autofocus: true, click: () => dialog.close() }, 'Keep it'),
      make('button', { type: 'button', class: 'danger', click: async () => {
        try {
          const answer = await fetch(`/api/remove/${id}`, { method: 'POST', headers: { 'X-Leat-Token': token } });
          if (!answer.ok) throw new Error((await answer.json()).error);
          dialog.close();
          location.hash = '#/';
        } catch (problem) { note.textContent = problem.message; note.hidden = false; }
      } }, 'Remove')));
  document.body.append(dialog);
  dialog.showModal();
}

views.run = ([id]) => {
  document.title = `Run ${id}`;
  const top = make('div', {}), drawn = make('div', { class: 'plots' }), below = make('div', {});
  const heading = make('h2', { hidden: true }, 'Metrics');
  const follow = plots(drawn);
  const picture = make('img', { alt: 'Graph of the run' });
  const graph = make('div', { class: 'graph', tabindex: 0, role: 'group', 'aria-label': 'Graph', hidden: true }, picture);
  main.append(back(), top, graph, heading, drawn, below);
  let tag = null, parts = null, word = null, wall = null, texts = [];

  function show(run) {
    const of = run.run || {}, nodes = run.nodes.filter((node) => node.kind !== 'input' && node.kind !== 'param');
    word = status(of.status);
    wall = make('dd', {}, of.status === 'crashed' ? 'not known' : duration(of.wall_ns));
    document.title = `${run.pipeline} ${of.id}`;
    top.replaceChildren(
      make('div', { class: 'title' }, make('h1', {}, run.pipeline || 'Run'), word, make('span', { class: 'mono soft' }, of.id)),
      make('dl', { class: 'facts' },
        fact('Began', make('time', { datetime: run.began }, time(run.began))),
        make('div', {}, make('dt', {}, 'Wall'), wall),
        of.origin ? fact('Resumed from', run_link(of.origin)) : null,
        run.program ? fact('Code version', make('span', { class: 'mono' }, run.program)) : null,
        run.tags.length ? fact('Tags', run.tags.map((one) => make('span', { class: 'tag' }, one))) : null),
      make('div', { class: 'bar' }, make('a', { class: 'button', href: `/run/${of.id}`, target: '_blank', rel: 'noopener' }, 'Report with graph and time line'),
        token && of.status !== 'running' ? make('button', { type: 'button', class: 'danger', click: () => ask_to_remove(of.id) }, 'Remove') : null),
      run.reason ? make('p', { class: 'notice bad' }, run.failed_node && !run.reason.includes(`'${run.failed_node}'`) ? make('strong', {}, `${run.failed_node}: `) : null, run.reason) : '');
    texts = run.artifacts;
    // Another address for each state, so that it is drawn anew.
    if (run.edges.length > 0) {
      graph.hidden = false;
      picture.src = `/graph/${of.id}?${nodes.map((node) => (node.status || ' ')[0]).join('')}`.slice(0, 500) + of.status;
    }
    const done = nodes.filter((node) => node.status && node.status !== 'pending').length;
    const whole = run.edges.length > 0 || of.status !== 'running'; // else those that come are not known
    below.replaceChildren(...[
      make('h2', {}, !nodes.length ? 'Nodes' : whole && done < nodes.length ? `Nodes (${done} of ${nodes.length} done)` : `Nodes (${done} done)`),
      nodes.length ? grid('Nodes', [['Node'], ['Status'], ['Time', true], ['Attempts', true], ['Stored', true], ['Why']], nodes.map((node) =>
        [node.name, status(node.status || 'pending', (node.status || 'pending') === 'pending' && of.status !== 'running' ? 'not run' : undefined), node.time_ns ? duration(node.time_ns) : '', node.attempts > 1 ? String(node.attempts) : '',
          node.bytes ? bytes(node.bytes) : '', node.reason || '']), ['two-thirds', '', '', '', '', 'wrap full'])
        : make('p', { class: 'soft' }, 'No node has ended yet.'),
      make('div', { class: 'two' },
        make('section', {}, make('h2', {}, 'Parameters and inputs'), of.params && of.params.length
          ? grid('Parameters and inputs', [['Name'], ['Value'], ['Type']], of.params.map((one) => [one.name, one.text, make('span', { class: 'soft' }, type_text(one.type))]), ['', 'wrap', ''])
          : make('p', { class: 'soft' }, 'It was given none.')),
        texts.length ? make('section', {}, make('h2', {}, 'Artifacts'),
          grid('Artifacts', [['Name'], ['File'], ['Size', true]], texts.map((one) => [one.name, one.file, bytes(one.bytes)]))) : null)]);
    metrics_of(of.metrics || []);
  }
  function metrics_of(series) {
    const any = follow(series) > 0;
    heading.hidden = !any;
  }
  async function load() {
    const { data } = await get(`/api/run/${encodeURIComponent(id)}`);
    show(data);
    return data.run ? data.run.id : id;
  }
  let whole = id, loaded = false;
  const polling = poll(async () => {
    try {
      if (!loaded) { whole = await load(); loaded = true; }
      const came = await get(`/api/metrics/${encodeURIComponent(whole)}`, tag);
      tag = came.tag;
      if (!came.data) return true; // as it was, and it still runs
      const now = came.data;
      if (parts !== null && (parts !== now.parts || now.status !== 'running')) await load();
      parts = now.parts;
      metrics_of(now.metrics);
      if (now.status === 'running') wall.textContent = duration(now.wall_ns);
      return now.status === 'running';
    } catch (problem) {
      if (problem.status !== 404 && problem.status !== 400) throw problem;
      top.replaceChildren(make('p', { class: 'notice bad', role: 'alert' }, problem.message));
      return false;
    }
  }, 1000);
  return () => polling.end();
};

const kinds = { run: 'Run', param: 'Parameter', metric: 'Metric', node: 'Node', time: 'Time of' };
views.compare = ([left, right]) => {
  let over = false;
  document.title = 'Compare two runs';
  const place = make('div', {}), drawn = make('div', { class: 'plots' });
  const heading = make('h2', { hidden: true }, 'Metrics');
  main.append(back(), make('h1', {}, 'Compare two runs'), place, heading, drawn);
  (async () => {
    try {
      const { data } = await get(`/api/compare?${new URLSearchParams({ left: left || '', right: right || '' })}`);
      if (over) return;
      const side = (text) => text === null ? make('span', { class: 'soft' }, '–') : text;
      place.replaceChildren(
        make('dl', { class: 'facts' }, fact('Left', make('span', { class: 'key s0' }, run_link(data.left))), fact('Right', make('span', { class: 'key s1' }, run_link(data.right)))),
        make('div', { class: 'bar' },
          make('a', { class: 'button', href: `#/compare/${data.right}/${data.left}` }, 'Swap'),
          make('a', { class: 'button', href: `/run/${data.left}?compare=${data.right}`, target: '_blank', rel: 'noopener' }, 'Report of both')),
        data.rows.length ? grid('In what they differ', [['What'], ['Name'], ['Left'], ['Right']], data.rows.map((row) =>
          [make('span', { class: 'soft' }, kinds[row.what] || row.what), row.name, side(row.left), side(row.right)]), ['', 'two-thirds', 'wrap half', 'wrap half'])
          : empty('No difference.', 'Parameters, metrics, nodes and times are the same.'));
      const both = await Promise.all([data.left, data.right].map((id) => get(`/api/metrics/${id}`)));
      if (over) return;
      const series = both.flatMap(({ data: one }, i) => one.metrics.map((line) => Object.assign(line, { of: i ? 'right' : 'left', colour: i, dashed: line.context !== one.metrics.find((other) => other.name === line.name).context })));
      heading.hidden = plots(drawn)(series) === 0;
    } catch (problem) {
      if (!over) place.replaceChildren(make('p', { class: 'notice bad', role: 'alert' }, problem.message));
    }
  })();
  return () => { over = true; };
};
})();
)js";

} // namespace leat::detail
