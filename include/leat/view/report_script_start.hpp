// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// The head of the page, and the order in which all is drawn.
inline constexpr std::string_view report_script_start =
    R"js(// The head of the page, the theme, and the order in which all is drawn.
function drawHead() {
  const tally = statuses.map(status => [status, nodes.filter(node => node.status === status).length]).filter(pair => pair[1]);
  const facts = [], fact = (name, ...value) => facts.push(h('div', {}, h('dt', {}, name), h('dd', {}, ...value)));
  $('pipeline').textContent = data.title || view.pipeline;
  $('eyebrow').textContent = data.title ? `Run of pipeline ${view.pipeline}` : 'Run of pipeline';
  if (run.status) {
    const name = runColours[run.status] || 'pending', element = h('span', {class: 'chip run-status'}, mark(run.status), run.status);
    $('run-status').append(paint(element, name));
  }
  fact('Run', run.id ? h('span', {class: 'mono'}, run.id) : 'not recorded');
  if (run.origin) fact('Resumed', h('span', {class: 'mono'}, run.origin));
  if (run.began_ms) fact('Began', h('time', {datetime: new Date(run.began_ms).toISOString()}, new Date(run.began_ms).toLocaleString()));
  fact('Wall time', run.wall_ns > 0 ? duration(run.wall_ns) : 'not measured');
  if (run.hook_time_ns > 0) fact('In hooks', duration(run.hook_time_ns));
  fact('Nodes', String(listed.length));
  if (other && other.run) fact('Compared with', h('a', {href: '#compare', class: 'mono'}, other.run.id || 'another run'));
  $('facts').append(...facts);
  nodes.forEach((node, i) => {
    if (node.status === 'failed') $('why').append(h('p', {}, h('button', {class: 'link', type: 'button', onclick: () => select(i, 'head')}, node.name),
      ` failed${node.reason ? ': ' + node.reason : ''}`));
  });
  for (const [status, n] of tally) {
    const part = paint(h('span', {class: 's-' + status}), status);
    part.style.flex = String(n);
    $('share').append(part);
    $('tally').append(h('li', {}, paint(h('span', {class: 'chip'}, mark(status), h('b', {}, String(n)), words[status]), status)));
  }
  for (const id of ['graph', 'times', 'nodes', 'params', 'metrics', 'compare'])
    if (!$(id).hidden) $('links').append(h('li', {}, h('a', {href: '#' + id}, $('h-' + id).textContent)));
}
function theme() {
  const dark = matchMedia('(prefers-color-scheme: dark)'), button = $('theme');
  let own = null;
  const show = () => {
    const now = own ?? dark.matches;
    root.dataset.theme = now ? 'dark' : 'light';
    button.textContent = now ? 'Light' : 'Dark';
    button.setAttribute('aria-label', `Change to the ${now ? 'light' : 'dark'} theme`);
  };
  button.addEventListener('click', () => { own = !(own ?? dark.matches); show(); });
  dark.addEventListener('change', show);
  let before = null;
  addEventListener('beforeprint', () => { before = root.dataset.theme; root.dataset.theme = 'light'; });
  addEventListener('afterprint', () => { root.dataset.theme = before; });
  show();
}
theme();
if (other) $('compare').hidden = false;
drawHead();
showDetails();
drawGraph();
drawTimes();
drawNodes();
drawParams();
drawMetrics();
drawCompare();
// After the first picture.
requestAnimationFrame(() => setTimeout(() => { root.dataset.ready = String(Math.round(performance.now())); }));
})();
)js";

} // namespace leat::detail
