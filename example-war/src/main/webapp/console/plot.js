// A plot over time: uPlot draws it, and beside it stand a legend with the figures and the same as a table.
import uPlot from './uplot.js';
import { el } from '../js/dom.js';

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const SECONDS = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const FRACTION = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const HEIGHT = 190;
// Nothing is invalidated or denied by halves.
const WHOLE = [1, 2, 5].flatMap((digit) => Array.from({ length: 9 }, (_, power) => digit * 10 ** power)).sort((a, b) => a - b);
// Lines differ by colour and by stroke.
const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2]];

/** A figure with its unit, to two places or two digits. */
export function figure(value, unit) {
  return value === null || value === undefined ? '–' : `${(Math.abs(value) < 1 ? FRACTION : NUMBER).format(value)}${unit}`;
}

/**
 * Makes a plot.
 *
 * @param title what it shows
 * @param unit what stands behind its figures
 * @param series names and colours (custom properties of the style sheet)
 * @param empty what to say where there is nothing to show
 * @param bars whether it has bars, each series upon the one before, in place of lines
 * @param range what the scale reaches from and to: (least, most) => [from, to]
 * @param log whether the scale is logarithmic
 */
export function plot({ title, unit, series, empty, bars = false, range = upwards, log = false, aside }) {
  const canvas = el('div', { class: 'canvas', role: 'img' });
  const nothing = el('p', { class: 'nothing quiet' }, empty);
  const values = series.map(() => el('output'));
  const legend = el('ul', { class: 'keys' }, series.map((one, index) =>
    el('li', {}, el('i', { class: `key ${one.colour} dash${bars ? 0 : index}` }), one.name, ' ', values[index])));
  const table = el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${title}, as a table` });
  const details = el('details', {}, el('summary', {}, 'As a table'), table);
  const node = el('figure', { class: 'card plot' },
    el('figcaption', { class: 'head' }, el('h3', {}, title), aside), el('div', { class: 'frame' }, canvas, nothing), legend, details);
  let drawn = null;
  let now = { times: [], columns: series.map(() => []) };

  function draw() {
    drawn?.destroy();
    drawn = new uPlot(options(), stacked(), canvas);
  }

  function options() {
    const style = getComputedStyle(node);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const axis = { stroke: colour('soft'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
    return {
      width: Math.max(200, canvas.clientWidth), height: HEIGHT, legend: { show: false }, padding: [10, 20, 0, 0],
      cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: bars ? { show: false } : {} },
      scales: { x: { range: (_, first, last) => (bars ? aroundBars(first, last) : [first, last]) }, y: { distr: log ? 3 : 1, range: (_, least, most) => range(least, most) } },
      axes: [
        { ...axis, size: 28, space: 60, values: (_, at) => at.map((second) => CLOCK.format(new Date(second * 1000))), incrs: [60, 120, 300, 600, 900, 1800, 3600] },
        { ...axis, ...(log ? { filter: wholeDecades, grid: { ...axis.grid, filter: wholeDecades } } : {}),
          size: 70, ...(bars ? { incrs: WHOLE } : {}), values: (_, at) => at.map((value) => (value === null ? '' : figure(value, unit))) }],
      series: [{}, ...(bars ? [...series].reverse() : series).map((one, index) => (bars
        ? { stroke: colour(one.colour), fill: colour(one.colour), width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.9, 14] }) }
        : { stroke: colour(one.colour), width: 2, dash: DASHES[index], points: { show: false, size: 5, filter: lonely } }))],
      hooks: { setCursor: [(plotted) => tell(plotted.cursor.idx)] },
    };
  }

  // The topmost part of each bar first: what is drawn later covers the lower parts.
  function stacked() {
    if (!bars) return [now.times, ...now.columns];
    const sums = now.columns.map((_, index) => now.times.map((__, at) =>
      now.columns.slice(0, index + 1).reduce((sum, column) => sum + (column[at] ?? 0), 0)));
    return [now.times, ...sums.reverse()];
  }

  // The first and the last bar stand within the frame with their whole width.
  function aroundBars(first, last) {
    const half = now.times.length > 1 ? (last - first) / (now.times.length - 1) / 2 : 30;
    return [first - half, last + half];
  }

  function tell(at) {
    const index = at ?? now.times.length - 1;
    series.forEach((_, one) => { values[one].textContent = figure(now.columns[one][index], unit); });
  }

  function fillTable() {
    if (!details.open) return;
    const rows = now.times.map((time, at) => el('tr', {}, el('th', { scope: 'row' }, SECONDS.format(new Date(time * 1000))),
      now.columns.map((column) => el('td', {}, figure(column[at], unit))))).reverse();
    table.replaceChildren(el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Time'), series.map((one) => el('th', { scope: 'col' }, one.name)))),
      el('tbody', {}, rows)));
  }

  details.addEventListener('toggle', fillTable);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn && draw());
  new ResizeObserver(() => drawn?.setSize({ width: Math.max(200, canvas.clientWidth), height: HEIGHT })).observe(canvas);

  return {
    node,
    /** Shows other points: times in seconds, and for each series its values; null is a gap. */
    show(times, columns) {
      now = { times, columns };
      const some = columns.some((column) => column.some((value) => value !== null && (!bars || value > 0)));
      nothing.hidden = some;
      canvas.classList.toggle('bare', !some);
      if (drawn) drawn.setData(stacked());
      else if (canvas.clientWidth > 0) draw();
      tell(drawn?.cursor.idx ?? null);
      canvas.setAttribute('aria-label', some
        ? `${title}; now ${series.map((one, index) => `${one.name} ${values[index].textContent}`).join(', ')}` : `${title}: ${empty}`);
      fillTable();
    },
  };
}

// A point between gaps has no line to be seen by.
function lonely(plotted, index) {
  const column = plotted.data[index];
  return column.flatMap((value, at) => (value != null && column[at - 1] == null && column[at + 1] == null ? [at] : []));
}

const wholeDecades = (_, at) => at.map((value) => (Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6) ? value : null));

function upwards(_, most) {
  return [0, Math.max(1, (most ?? 0) * 1.1)];
}

export const percent = () => [0, 102];

/** Whole powers of ten around what is shown. */
export function decades(least, most) {
  if (!(least > 0)) return [0.01, 10];
  const from = Math.floor(Math.log10(least));
  return [10 ** from, 10 ** Math.max(from + 1, Math.ceil(Math.log10(most)))];
}
