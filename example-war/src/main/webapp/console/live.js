// What this server does: its health and the plots of its last intervals.
import { count, el } from '../js/dom.js';
import { decades, figure, percent, plot } from './plot.js';

const STATUSES = { HEALTHY: ['✓', 'Healthy'], DEGRADED: ['!', 'Degraded'], CRITICAL: ['✕', 'Critical'] };
const TIERS = { all: 'L1 and L2 together', l1: 'L1, this process', l2: 'L2, Redis', l3: 'L3, the source' };
const IDLE = 'Nothing was read. Use the inbox, and it shows here.';

export function health(place, { health: judged, metrics }) {
  const shown = JSON.stringify([judged, metrics.sinceStart]);
  if (place.dataset.shown === shown) return;
  place.dataset.shown = shown;
  const [sign, word] = STATUSES[judged.status] ?? ['?', judged.status];
  const { combined, operations, l3 } = metrics.sinceStart;
  const reads = combined.hits + combined.misses;
  const fact = (name, value, id) => el('div', {}, el('dt', {}, name), el('dd', { id }, value));
  const tier = (name, available, yes, no) => el('li', { class: available ? 'good' : 'bad' },
    el('span', { 'aria-hidden': 'true' }, available ? '✓ ' : '✕ '), `${name} ${available ? yes : no}`);
  place.replaceChildren(
    el('p', { class: `verdict ${judged.status}` }, el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      el('strong', { id: 'status' }, word), el('span', { class: 'quiet' }, el('span', { id: 'score' }, String(judged.score)), ' of 100')),
    el('meter', { min: 0, max: 100, low: 50, high: 80, optimum: 100, value: judged.score, 'aria-label': 'Score' }),
    el('ul', { class: 'tiers' }, tier('L1', judged.l1Available, 'serves', 'does not serve'), tier('L2', judged.l2Available, 'answers', 'does not answer')),
    el('h3', {}, 'What to do'), advice(judged),
    el('h3', {}, 'Since the start'),
    el('dl', { class: 'facts' },
      fact('Reads', count(reads), 'reads'),
      fact('Hit rate', reads ? figure(combined.overallHitRate, ' %') : '–', 'hit-rate'),
      fact('Loads', count(l3.loads)),
      fact('Stored', count(operations.puts)),
      fact('Evicted', count(operations.evictions)),
      fact('Invalidations', count(Object.values(operations.invalidations).reduce((sum, one) => sum + one, 0)), 'invalidations')));
}

// Each recommendation stands below its issue; one without an issue stands alone.
function advice({ issues, recommendations }) {
  if (issues.length === 0 && recommendations.length === 0) return el('p', { id: 'advice', class: 'quiet' }, 'Nothing: no rule of the health finds fault.');
  const length = Math.max(issues.length, recommendations.length);
  return el('ul', { id: 'advice', class: 'advice' }, Array.from({ length }, (_, index) =>
    el('li', {}, issues[index] && el('strong', {}, issues[index]), recommendations[index] && el('span', {}, recommendations[index]))));
}

export function livePlots(place) {
  const choice = el('select', { 'aria-label': 'Latency of' }, Object.entries(TIERS).map(([value, name]) => el('option', { value }, name)));
  const rates = plot({
    title: 'Hit rate per tier', unit: ' %', range: percent, empty: IDLE,
    series: [{ name: 'Both', colour: 'accent' }, { name: 'L1', colour: 'l1' }, { name: 'L2', colour: 'l2' }],
  });
  const latencies = plot({
    title: 'Latency', unit: ' ms', range: decades, log: true, empty: 'Nothing was timed.', aside: choice,
    series: [{ name: 'p50', colour: 'l1' }, { name: 'p95', colour: 'l2' }, { name: 'p99', colour: 'miss' }],
  });
  const operations = plot({
    title: 'Operations a second', unit: '', empty: IDLE,
    series: [{ name: 'Hits', colour: 'l1' }, { name: 'Misses', colour: 'miss' }, { name: 'Stored', colour: 'accent' }, { name: 'Removed', colour: 'l2' }, { name: 'Evicted', colour: 'none' }],
  });
  const invalidations = plot({
    title: 'Invalidations', unit: '', bars: true, empty: 'Nothing was invalidated.',
    series: [{ name: 'Asked for', colour: 'accent' }, { name: 'Cascade', colour: 'l2' }, { name: 'Tag', colour: 'l1' }, { name: 'Entity', colour: 'miss' }],
  });
  place.replaceChildren(...[rates, latencies, operations, invalidations].map((one) => one.node));
  let points = [];

  function showLatencies() {
    const of = (name) => points.map((point) => (point.latencies[choice.value] ? point.latencies[choice.value][name] / 1000 : null));
    latencies.show(points.map(seconds), ['p50', 'p95', 'p99'].map(of));
  }
  choice.addEventListener('change', showLatencies);

  return (history) => {
    // What began just now says nothing yet.
    points = history.points.filter((point) => point.seconds >= 1);
    const times = points.map(seconds);
    rates.show(times, ['all', 'l1', 'l2'].map((name) => points.map((point) => point.hitRates[name] ?? null)));
    operations.show(times, ['hits', 'misses', 'puts', 'removals', 'evictions'].map((name) =>
      points.map((point) => point.operations[name] / point.seconds)));
    invalidations.show(times, ['manual', 'cascade', 'tag', 'entity'].map((name) => points.map((point) => point.invalidations[name])));
    showLatencies();
  };
}

function seconds(point) {
  return Date.parse(point.at) / 1000;
}
