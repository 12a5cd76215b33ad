import { el } from '../js/dom.js';
import { refusal } from '../js/parts.js';
import { actions } from './actions.js';
import { health, livePlots } from './live.js';
import { recordedPanels } from './recorded.js';
import { get, signIn, signOut, tenants } from './requests.js';

const LIVE_MILLIS = 2000;
const RECORDED_MILLIS = 5000;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const at = (id) => document.getElementById(id);
let session = null;

/** Asks again and again while the page is seen and not paused; what fails is told, and asked again. */
function repeat(of, millis, ask, failed) {
  const loop = { timer: 0, busy: false, asked: false };
  loop.run = async () => {
    clearTimeout(loop.timer);
    loop.asked = loop.busy;
    if (loop.busy || session !== of) return;
    loop.busy = true;
    try {
      if (!document.hidden && !of.paused) await ask();
    } catch (failure) {
      if (session === of) failed(failure);
    }
    loop.busy = false;
    if (session === of) loop.timer = setTimeout(loop.run, loop.asked ? 0 : millis);
  };
  return loop;
}

async function begin() {
  const first = await get('health');
  const all = await tenants();
  const of = { paused: false, names: new Map(all.map((one) => [one.id, one.name])) };
  session = of;
  at('sign-in').hidden = true;
  for (const id of ['board', 'pause', 'leave']) at(id).hidden = false;
  at('of').replaceChildren(el('option', { value: '' }, 'All tenants'), ...all.map((one) => el('option', { value: one.id }, `${one.name} (${one.id})`)));
  const plots = livePlots(at('plots'));
  const panels = recordedPanels(at('recorded'), (id) => of.names.get(id) ?? (id || 'no tenant'));
  health(at('health'), first);

  const live = repeat(of, LIVE_MILLIS, async () => {
    const [judged, history] = await Promise.all([get('health'), get('history')]);
    if (session !== of) return;
    health(at('health'), judged);
    plots(history);
    fresh(true, judged.timestamp);
    say(`The caches are ${judged.health.status.toLowerCase()}. ${judged.health.issues.join('. ')}`);
  }, failed);
  const recorded = repeat(of, RECORDED_MILLIS, async () => {
    const tenant = at('of').value;
    const rows = await get(tenant ? `recorded?tenant=${encodeURIComponent(tenant)}` : 'recorded');
    if (session !== of || tenant !== at('of').value) return;
    panels(rows, Date.now());
    at('recorded-trouble').replaceChildren();
  }, (failure) => {
    if (failure.status === 401 || failure.status === 403) failed(failure);
    else trouble('recorded-trouble', `What is recorded cannot be read. ${failure.message}`);
  });
  of.again = () => { live.run(); recorded.run(); };
  await actions(at('act'), all, of.again);
  of.again();
  at('content').focus();
}

function failed(failure) {
  if (failure.status === 401 || failure.status === 403) {
    end();
    at('refused').replaceChildren(refusal(failure));
    return;
  }
  fresh(false);
  trouble('trouble', `${failure.message} It is asked again every ${LIVE_MILLIS / 1000} seconds; the figures are old.`);
}

/** Tells who hears the page; the same is told once. */
function say(text) {
  if (at('said').textContent !== text) at('said').textContent = text;
}

/** Says what is wrong, once: a reader of the screen hears it only when it changes. */
function trouble(place, text) {
  if (at(place).textContent !== text) at(place).replaceChildren(el('p', { class: 'notice' }, text));
}

function fresh(is, timestamp) {
  at('board').classList.toggle('old', !is);
  if (!is) return;
  at('trouble').replaceChildren();
  at('news').replaceChildren('As of ', el('time', { datetime: timestamp }, CLOCK.format(new Date(timestamp))));
}

function end() {
  session = null;
  signOut();
  for (const id of ['board', 'pause', 'leave']) at(id).hidden = true;
  for (const id of ['health', 'act', 'plots', 'recorded', 'trouble', 'recorded-trouble', 'news', 'said']) at(id).replaceChildren();
  delete at('health').dataset.shown;
  at('sign-in').hidden = false;
  at('sign-in').elements.user.focus();
}

at('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { user, password } = event.target.elements;
  at('refused').replaceChildren();
  signIn(user.value, password.value);
  try {
    await begin();
    password.value = '';
  } catch (failure) {
    signOut();
    if (failure.status === 401) failure.message = 'User or password is wrong.';
    at('refused').replaceChildren(refusal(failure));
  }
});
at('leave').addEventListener('click', end);
at('pause').addEventListener('click', () => {
  session.paused = !session.paused;
  at('pause').textContent = session.paused ? 'Go on' : 'Pause';
  session.again();
});
at('of').addEventListener('change', () => session?.again());
document.addEventListener('visibilitychange', () => session?.again?.());
