// The response times of the last requests, on a logarithmic scale: a memory hit and a database read differ by powers of ten.
import { svg } from './dom.js';

const WIDTH = 340;
const HEIGHT = 150;
const LEFT = 46;
const BOTTOM = 10;
const TOP = 8;
const FASTEST = 0.5;
const SLOWEST = 2000;

const y = (millis) => {
  const bounded = Math.min(SLOWEST, Math.max(FASTEST, millis));
  const share = Math.log(bounded / FASTEST) / Math.log(SLOWEST / FASTEST);
  return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
};

// A shape for each tier, so that colour is not the only difference.
const SHAPES = {
  l1: (x, at) => svg('circle', { cx: x, cy: at, r: 3.5 }),
  l2: (x, at) => svg('rect', { x: x - 3.2, y: at - 3.2, width: 6.4, height: 6.4 }),
  miss: (x, at) => svg('path', { d: `M${x} ${at - 4.5}l4.5 8h-9z` }),
  none: (x, at) => svg('path', { d: `M${x} ${at - 4.5}l4.5 4.5-4.5 4.5-4.5-4.5z` }),
};

export function plot(entries, most) {
  const step = (WIDTH - LEFT - 8) / (most - 1);
  const lines = [1, 10, 100, 1000].map((millis) => [
    svg('line', { class: 'grid', x1: LEFT, x2: WIDTH, y1: y(millis), y2: y(millis) }),
    svg('text', { x: LEFT - 6, y: y(millis) + 4, 'text-anchor': 'end' }, millis < 1000 ? `${millis} ms` : '1 s')]);
  const points = entries.map((entry, index) => {
    const point = SHAPES[entry.kind](LEFT + 4 + index * step, y(entry.millis));
    point.setAttribute('class', entry.kind);
    point.append(svg('title', {}, `${entry.label} ${entry.millis.toFixed(1)} ms ${entry.method} ${entry.path}`));
    return point;
  });
  const label = `Response times of the last ${entries.length} requests, by tier`;
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label }, ...lines.flat(), ...points);
}
