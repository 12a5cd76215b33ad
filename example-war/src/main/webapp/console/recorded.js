// What all servers wrote into the database: who reads most, what was invalidated and why, who was denied.
import { count, el } from '../js/dom.js';
import { figure, plot } from './plot.js';

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const OF_TODAY = new Intl.DateTimeFormat(undefined, TIME);
const EARLIER = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...TIME });
const REASONS = { manual: 'asked for', tag: 'by a tag', entity: 'an entity changed', expiry: 'its time ended' };
const MINUTE = 60;
// It may be parted on a narrow screen.
const INVALIDATED = 'Invali\u00addated';

export function recordedPanels(place, nameOf) {
  const resources = panel('Most read resources');
  const tenants = panel('Most active tenants');
  const log = panel('Latest invalidations');
  const denials = plot({
    title: 'Calls denied a minute, the last hour', unit: '', bars: true, empty: 'No rate limit denied a call.',
    series: [{ name: 'Denied', colour: 'miss' }],
  });
  const limiters = panel('Denied by');
  place.replaceChildren(resources.node, tenants.node, log.node, el('div', { class: 'stack' }, denials.node, limiters.node));

  const rows = el('ol', { id: 'log', class: 'rows scroll', tabindex: '0', 'aria-label': 'Latest invalidations' });
  let shown = '';

  return (recorded, now) => {
    minutes(denials, recorded.denialMinutes, now);
    if (shown === JSON.stringify(recorded)) return;
    shown = JSON.stringify(recorded);
    resources.show(recorded.resources.length > 0 && table('resources', ['Tenant', 'Resource', 'Reads', 'Hit rate', INVALIDATED],
      recorded.resources.map((row) => [nameOf(row.tenant), row.resource, ...reads(row)])));
    tenants.show(recorded.tenants.length > 0 && table('tenants', ['Tenant', 'Reads', 'Hit rate', INVALIDATED],
      recorded.tenants.map((row) => [nameOf(row.tenant), ...reads(row)])));
    // The list stays, so that it stays where it was scrolled to.
    rows.replaceChildren(...recorded.invalidations.map((row) => invalidation(row, nameOf)));
    log.show(recorded.invalidations.length > 0 && rows);
    limiters.show(recorded.denials.length > 0 && table('denials', ['Limiter', 'Tenant', 'Denied', 'Latest'],
      recorded.denials.map((row) => [parted(row.limiter), nameOf(row.tenant), count(row.calls), moment(row.latest)])));
  };
}

// The hour ends now, and minutes without a denial are zero.
function minutes(denials, rows, now) {
  const last = Math.floor(now / 1000 / MINUTE) * MINUTE;
  const times = Array.from({ length: 60 }, (_, index) => last - (59 - index) * MINUTE);
  const calls = new Map(rows.map((row) => [Date.parse(row.at) / 1000, row.calls]));
  denials.show(times, [times.map((time) => calls.get(time) ?? 0)]);
}

function reads({ hits, misses, invalidations }) {
  return [count(hits + misses), hits + misses > 0 ? figure((hits * 100) / (hits + misses), ' %') : '–', count(invalidations)];
}

function panel(title) {
  const inside = el('div', {}, el('p', { class: 'quiet' }, 'Loading…'));
  const empty = el('p', { class: 'quiet' }, 'Nothing is recorded.');
  return {
    node: el('section', { class: 'card panel', 'aria-label': title }, el('h3', {}, title), inside),
    show: (content) => {
      if (inside.firstChild !== content) inside.replaceChildren(content || empty);
    },
  };
}

function table(id, names, rows) {
  const numeric = new Set(['Reads', 'Hit rate', INVALIDATED, 'Denied']);
  const kind = (index) => (numeric.has(names[index]) ? 'number' : null);
  return el('div', { class: 'scroll' }, el('table', { id },
    el('thead', {}, el('tr', {}, names.map((name, index) => el('th', { scope: 'col', class: kind(index) }, name)))),
    el('tbody', {}, rows.map((cells) => el('tr', {}, cells.map((cell, index) => el('td', { class: kind(index) }, cell)))))));
}

function invalidation(row, nameOf) {
  const why = row.reason === 'cascade' ? ['cascade of ', el('strong', {}, row.initiator)] : [REASONS[row.reason] ?? row.reason];
  return el('li', { class: row.reason },
    el('span', { class: 'top' }, el('strong', {}, row.entry ? `${row.resource}, ${row.entry}` : row.resource), moment(row.at)),
    el('span', { class: 'under' }, why, ` · ${nameOf(row.tenant)}`, entries(row), ` · ${row.node}`));
}

// A long name may go on in the next line after each point.
function parted(name) {
  return name.split('.').flatMap((part, index) => (index === 0 ? [part] : ['.', el('wbr'), part]));
}

function entries(row) {
  if (row.entries === undefined || row.entries === null) return '';
  return row.entries === 1 ? ' · 1 entry' : ` · ${count(row.entries)} entries`;
}

function moment(instant) {
  const date = new Date(instant);
  const format = date.toDateString() === new Date().toDateString() ? OF_TODAY : EARLIER;
  return el('time', { datetime: instant }, format.format(date));
}
