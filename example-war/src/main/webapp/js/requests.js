// Every request of this page goes through here, so that each is timed and shown with the tier that answered it.
import { el } from './dom.js';
import { plot } from './plot.js';

const KEPT = 60;
const SHOWN = 30;
const past = [];
let tenant = null;
let lastRead = null;

const TIERS = { 'HIT-L1': ['l1', 'HIT-L1'], 'HIT-L2': ['l2', 'HIT-L2'], MISS: ['miss', 'MISS'] };

/** What the server refused, with its own words. */
export class Refusal extends Error {
  constructor(problem, status) {
    super(problem?.detail || `The server answered ${status}.`);
    this.violations = problem?.violations ?? [];
  }
}

export function speakFor(id) {
  tenant = id;
}

export const get = (path) => send('GET', path);
export const post = (path, body) => send('POST', path, body);
export const put = (path, body) => send('PUT', path, body);
export const del = (path) => send('DELETE', path);

/** Repeats the last read, and tells nobody but the history. */
export async function again(times) {
  for (let i = 0; i < times && lastRead; i++) await send('GET', lastRead);
}

async function send(method, path, body) {
  const headers = { Accept: 'application/json' };
  if (tenant) headers['X-Tenant-ID'] = tenant;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const begin = performance.now();
  const response = await fetch(`api/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store' });
  const text = await response.text();
  const millis = performance.now() - begin;
  if (method === 'GET') lastRead = path;
  const [kind, label] = TIERS[response.headers.get('X-Cache')] ?? ['none', method === 'GET' ? 'none' : 'write'];
  remember({ method, path, millis, kind, label, status: response.status });
  const json = text && response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : null;
  if (!response.ok) throw new Refusal(json, response.status);
  return json;
}

function remember(entry) {
  past.push(entry);
  if (past.length > KEPT) past.shift();
  const badge = (e) => el('span', { class: `tier ${e.kind}` }, e.label);
  document.getElementById('latest').replaceChildren(
    el('p', { class: 'now' }, badge(entry), time(entry.millis)),
    el('code', {}, `${entry.method} /api/${entry.path}${entry.status < 400 ? '' : ` → ${entry.status}`}`));
  document.getElementById('history').replaceChildren(...past.slice(-SHOWN).reverse().map((e) =>
    el('li', {}, badge(e), el('code', { title: e.path }, `${e.method} ${e.path}`), el('span', {}, time(e.millis)))));
  document.getElementById('plot').replaceChildren(plot(past, KEPT));
  for (const id of ['again', 'burst']) document.getElementById(id).disabled = !lastRead;
}

function time(millis) {
  return millis < 10 ? `${millis.toFixed(1)} ms` : `${Math.round(millis)} ms`;
}
