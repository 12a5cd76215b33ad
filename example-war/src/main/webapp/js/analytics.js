import { count, el } from './dom.js';
import { del, get, post, put } from './requests.js';
import { bars, choice, deletion, field, form, heading, row, split } from './parts.js';

const METRICS = {
  MESSAGES_PER_DAY: 'Messages per day',
  CONVERSATIONS_BY_STATUS: 'Conversations by status',
  BUSIEST_CONTACTS: 'Busiest contacts',
};

export async function analytics(content, id) {
  const reports = await get('analytics');
  const rows = [
    row({ title: 'Dashboard', under: 'How the inbox stands', chosen: !id, href: '#analytics' }),
    ...reports.map((r) => row({
      title: r.name,
      under: `${METRICS[r.metric]}, ${r.days} days`,
      chosen: String(r.id) === id,
      href: `#analytics/${r.id}`,
    }))];
  const list = el('section', { 'aria-label': 'Reports' }, el('div', { class: 'head' }, el('h2', {}, 'Analytics'),
    el('a', { class: 'button', href: '#analytics/new' }, 'New report')), el('ul', { class: 'rows' }, rows));
  const detail = el('section', { 'aria-label': 'Figures' });
  content.replaceChildren(split(list, detail, id));
  if (id === 'new') {
    detail.replaceChildren(editor('New report', { metric: 'MESSAGES_PER_DAY', days: 30 }, 'Save', async (values) => {
      const made = await post('analytics', values);
      location.hash = `analytics/${made.id}`;
    }));
  } else if (id) await report(content, detail, id);
  else await dashboard(detail);
}

async function dashboard(detail) {
  const now = await get('analytics/dashboard');
  const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, count(value)));
  const names = { OPEN: 'Open', WAITING: 'Waiting', CLOSED: 'Closed' };
  detail.replaceChildren(el('div', { class: 'card stack' }, heading('Dashboard'),
    el('dl', { class: 'facts' }, fact('Contacts', now.contacts), fact('Messages', now.messages),
      now.conversations.map((f) => fact(`${names[f.label]} conversations`, f.value))),
    el('h3', {}, 'Messages of the last 30 days'), bars(now.messagesPerDay),
    el('h3', {}, 'Busiest contacts'), bars(now.busiestContacts)));
}

async function report(content, detail, id) {
  const { report: saved, figures } = await get(`analytics/${id}`);
  detail.replaceChildren(
    el('div', { class: 'card stack' }, heading(saved.name),
      el('p', { class: 'quiet' }, `${METRICS[saved.metric]}, ${saved.days} days`), bars(figures)),
    editor('Change', saved, 'Save', async (values) => {
      await put(`analytics/${id}`, values);
      await analytics(content, id);
    }),
    el('p', {}, deletion('Delete this report', async () => {
      await del(`analytics/${id}`);
      location.hash = 'analytics';
    })));
}

function editor(title, report, label, send) {
  return form(title, [
    field('Name', 'name', { value: report.name, required: true, maxlength: 120, autocomplete: 'off' }),
    choice('What it counts', 'metric', METRICS, report.metric),
    field('Days', 'days', { value: report.days, type: 'number', min: 1, max: 366, required: true }),
  ], label, (values) => send({ ...values, days: Number(values.days) }));
}
