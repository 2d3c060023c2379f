// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// Parameters.
inline constexpr std::string_view report_script_tables =
    R"js(// Parameters, beside those of the other run where there is one.
const wrap = (label, table) => h('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label}, table);
function drawParams() {
  const mine = run.params || [], theirs = new Map(((other && other.run && other.run.params) || []).map(p => [p.name, p]));
  if (!mine.length && !theirs.size) {
    $('params-body').append(empty('No parameters are known of this run: it had none, or no session.'));
    return;
  }
  const own = new Map(mine.map(p => [p.name, p])), names = [...new Set([...own.keys(), ...theirs.keys()])];
  const value = p => !p ? h('span', {class: 'soft'}, 'none') : p.text ? h('code', {}, p.text) : h('span', {class: 'soft'}, 'not shown');
  let differing = 0;
  const rows = names.map(name => {
    const p = own.get(name), q = theirs.get(name), differs = other && (!p || !q || p.text !== q.text);
    if (differs) ++differing;
    return h('tr', {class: differs ? 'differs' : ''}, h('th', {scope: 'row'}, name), h('td', {}, value(p)),
      other && h('td', {}, value(q)), other && h('td', {}, differs ? h('span', {class: 'mark'}, '≠ differs') : h('span', {class: 'soft'}, 'same')),
      h('td', {class: 'soft'}, h('code', {}, (p || q).type)), h('td', {class: 'soft'}, (p || q).given ? 'the call' : 'its default'));
  });
  $('params-note').textContent = count(names.length, 'parameter') + (other ? `, ${differing} differ${differing === 1 ? 's' : ''} from the other run` : '');
  $('params-body').append(wrap('Parameters', h('table', {}, h('caption', {class: 'unseen'}, 'Parameters of the run'), h('thead', {}, h('tr', {},
    ['Name', other ? 'This run' : 'Value', other && 'Other run', other && '', 'Type', 'From'].filter(t => t !== false && t !== null && t !== undefined)
      .map(t => t ? h('th', {scope: 'col'}, t) : h('th', {scope: 'col'}, h('span', {class: 'unseen'}, 'Differs'))))), h('tbody', {}, rows))));
}
)js";

} // namespace leat::detail
