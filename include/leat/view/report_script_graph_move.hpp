// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <string_view>

namespace leat::detail {

// Panning, zooming and keys of the graph.
inline constexpr std::string_view report_script_graph_move =
    R"js(// Panning, zooming and keys of the graph.
function moveGraph(frame, svg, world) {
  let k = 1, x = 0, y = 0, moved = false, current = 0;
  const pad = 26, wide = layout.width, high = layout.height;
  let size = [frame.clientWidth || 600, 400];
  const room = () => size, dressed = new Uint8Array(nodes.length);
  const limit = (value, low, high) => Math.min(high, Math.max(low, value));
  function show() {
    const [w, ht] = room();
    x = limit(x, Math.min(w - wide * k - pad, (w - wide * k) / 2), Math.max(pad, (w - wide * k) / 2));
    y = limit(y, Math.min(ht - high * k - pad, (ht - high * k) / 2), Math.max(pad, (ht - high * k) / 2));
    world.setAttribute('transform', `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`);
    if (k >= .26) layout.nodes.forEach((at, i) => {
      if (dressed[i] || Math.abs(at.x * k + x - w / 2) > w / 2 + at.width + 100 || Math.abs(at.y * k + y - ht / 2) > ht / 2 + 200) return;
      dressed[i] = 1;
      dress(i);
    });
    svg.setAttribute('class', k < .26 ? 'far dots' : k < .5 ? 'far' : '');
  }
  const whole = () => {
    const [w, ht] = room();
    return Math.min(1.15, (w - 2 * pad) / wide, (ht - 2 * pad) / high);
  };
  function fit() { k = whole(); x = y = -1e9; x = (room()[0] - wide * k) / 2; y = (room()[1] - high * k) / 2; show(); }
  // Opens readable: the whole graph if that can be read, else its beginning, or what failed.
  function open() {
    const least = Math.min(.62, (room()[0] - 2 * pad) / 420);
    const wanted = Math.min(1.15, (size[0] - 2 * pad) / wide, (innerHeight * .68 - 2 * pad) / high);
    size[1] = Math.round(limit(high * Math.max(wanted, least) + 2 * pad, 220, Math.max(320, innerHeight * .68)));
    frame.style.height = size[1] + 'px';
    fit();
    if (k >= least) return;
    k = least;
    const failed = nodes.findIndex(node => node.status === 'failed'), at = layout.nodes[failed < 0 ? 0 : failed];
    x = room()[0] / 2 - at.x * k;
    y = failed < 0 ? pad - (at.y - at.height / 2) * k : room()[1] / 2 - at.y * k;
    show();
    $('graph-note').textContent += ' – a part is shown: drag, or press Fit to see all';
  }
  function zoom(by, cx = room()[0] / 2, cy = room()[1] / 2) {
    const next = limit(k * by, Math.min(whole(), .3), 3);
    x = cx - (cx - x) * next / k;
    y = cy - (cy - y) * next / k;
    k = next;
    moved = true;
    show();
  }
  function into(i) {
    const [w, ht] = room(), at = layout.nodes[i];
    if (k < .3) k = .6;
    const px = at.x * k + x, py = at.y * k + y, mx = Math.min(at.width * k / 2 + 12, w / 2), my = Math.min(at.height * k / 2 + 16, ht / 2);
    if (px < mx || px > w - mx) x += w / 2 - px;
    if (py < my || py > ht - my) y += ht / 2 - py;
    show();
  }
  $('zoom-in').addEventListener('click', () => zoom(1.35));
  $('zoom-out').addEventListener('click', () => zoom(1 / 1.35));
  $('fit').addEventListener('click', () => { fit(); moved = false; });

  // A wheel pans as far as there is something to see, then the page scrolls; with Ctrl it zooms.
  frame.addEventListener('wheel', event => {
    const box = frame.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY * (event.deltaMode ? .05 : .006)), event.clientX - box.left, event.clientY - box.top);
      return;
    }
    const [ox, oy] = [x, y], unit = event.deltaMode ? 18 : 1;
    x -= (event.shiftKey ? event.deltaY : event.deltaX) * unit;
    y -= (event.shiftKey ? 0 : event.deltaY) * unit;
    show();
    if (Math.abs(x - ox) + Math.abs(y - oy) > .5) { event.preventDefault(); moved = true; }
  }, {passive: false});

  const fingers = new Map();
  let dragged = 0, pressed = null;
  frame.addEventListener('pointerdown', event => {
    if (event.button) return;
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.size === 1) { dragged = 0; pressed = event.target.closest('.node'); }
  });
  addEventListener('pointermove', event => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const now = [event.clientX, event.clientY], box = frame.getBoundingClientRect();
    if (fingers.size === 1) {
      x += now[0] - last[0];
      y += now[1] - last[1];
    } else {
      const still = [...fingers].find(([id]) => id !== event.pointerId)[1], far = p => Math.hypot(p[0] - still[0], p[1] - still[1]);
      if (far(last) > 8) zoom(far(now) / far(last), (now[0] + still[0]) / 2 - box.left, (now[1] + still[1]) / 2 - box.top);
    }
    dragged += Math.abs(now[0] - last[0]) + Math.abs(now[1] - last[1]);
    fingers.set(event.pointerId, now);
    if (dragged > 4) { moved = true; frame.classList.add('held'); show(); }
  });
  const release = event => { fingers.delete(event.pointerId); if (!fingers.size) frame.classList.remove('held'); };
  addEventListener('pointerup', release);
  addEventListener('pointercancel', release);
  frame.addEventListener('click', event => {
    const group = event.target.closest('.node') || pressed;
    if (group && dragged <= 4) { stand(+group.dataset.i); select(+group.dataset.i, 'graph'); }
  });

  // Keys. An arrow goes to the neighbour by an edge that lies that way, else to the nearest node that way.
  function stand(i, focus) {
    rove([groups[current]], groups[i]);
    current = i;
    if (focus) groups[i].focus({preventScroll: true});
  }
  function way(i, dx, dy) {
    const at = layout.nodes[i];
    const best = list => {
      let found = -1, least = Infinity;
      for (const j of list) {
        const px = layout.nodes[j].x - at.x, py = layout.nodes[j].y - at.y, along = px * dx + py * dy;
        const far = along + 2 * Math.abs(px * dy + py * dx);
        if (j !== i && along > 1 && far < least) { least = far; found = j; }
      }
      return found;
    };
    const near = best([...makers[i].map(e => edges[e].from), ...takers[i].map(e => edges[e].to)]);
    return near >= 0 ? near : best(nodes.keys());
  }
  const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
  frame.addEventListener('keydown', event => {
    const group = event.target.closest('.node');
    if (!group || event.ctrlKey || event.altKey || event.metaKey) return;
    const i = +group.dataset.i;
    if (arrows[event.key]) { const next = way(i, ...arrows[event.key]); if (next >= 0) stand(next, true); }
    else if (event.key === 'Home') stand(0, true);
    else if (event.key === 'End') stand(nodes.length - 1, true);
    else if (event.key === 'Enter' || event.key === ' ') select(i, 'graph');
    else if (event.key === '+' || event.key === '=') zoom(1.35);
    else if (event.key === '-') zoom(1 / 1.35);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  });
  frame.addEventListener('focusin', event => {
    const group = event.target.closest('.node');
    if (group && group.matches(':focus-visible')) into(+group.dataset.i);
  });
  told.push((i, from) => { if (i >= 0 && from !== 'graph') { stand(i); into(i); } });
  stand(Math.max(0, nodes.findIndex(node => node.status === 'failed')));
  open();
  new ResizeObserver(() => {
    if (Math.abs(frame.clientWidth - size[0]) < 2) return;
    size = [frame.clientWidth, size[1]];
    if (moved) show(); else { $('graph-note').textContent = $('graph-note').textContent.split(' – ')[0]; open(); }
  }).observe(frame);
}
)js";

} // namespace leat::detail
