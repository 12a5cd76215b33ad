import { el, when } from './dom.js';
import { del, get, post, put } from './requests.js';
import { choice, deletion, field, form, heading, pages, row, split } from './parts.js';

const STATUSES = { OPEN: 'Open', WAITING: 'Waiting', CLOSED: 'Closed' };

export async function conversations(content, id, number = 0) {
  const page = await get(number ? `conversations?page=${number}` : 'conversations');
  const rows = page.items.map((c) => row({
    title: c.subject,
    right: el('span', { class: `status ${c.status}` }, STATUSES[c.status]),
    under: [`${c.contactName} · ${c.messageCount} messages · `, when(c.lastMessageAt)],
    chosen: String(c.id) === id,
    href: `#conversations/${c.id}`,
  }));
  const list = el('section', { 'aria-label': 'Conversations' }, el('h2', {}, 'Conversations'),
    pages(rows, page, (next) => conversations(content, id, next)));
  const detail = el('section', { 'aria-label': 'Conversation' }, el('p', { class: 'quiet' }, 'Choose a conversation to read it and to answer.'));
  content.replaceChildren(split(list, detail, id));
  if (id) await open(content, detail, id);
}

async function open(content, detail, id) {
  const one = await get(`conversations/${id}`);
  const thread = await get(`messages?conversation=${id}&size=200`);
  const author = localStorage.getItem('author') ?? 'Robin';
  detail.replaceChildren(
    el('div', { class: 'card stack' },
      el('div', { class: 'head' }, heading(one.subject), el('span', { class: `status ${one.status}` }, STATUSES[one.status])),
      el('p', { class: 'quiet' }, 'with ', el('a', { href: `#contacts/${one.contactId}` }, one.contactName), ' since ', when(one.createdAt)),
      el('ol', { class: 'thread' }, thread.items.map((m) => el('li', { class: m.direction },
        el('p', {}, m.text), el('p', { class: 'quiet' }, `${m.author} · `, when(m.sentAt)))))),
    form('Answer', [
      field('Your name', 'author', { value: author, required: true, maxlength: 120 }),
      field('Message', 'text', { rows: 3, required: true, maxlength: 4000 }),
    ], 'Send', async (values) => {
      localStorage.setItem('author', values.author);
      await post('messages', { ...values, conversationId: one.id, direction: 'OUTBOUND' });
      await conversations(content, id);
    }),
    form('Change', [
      field('Subject', 'subject', { value: one.subject, required: true, maxlength: 200 }),
      choice('Status', 'status', STATUSES, one.status),
    ], 'Save', async (values) => {
      await put(`conversations/${id}`, { ...values, contactId: one.contactId });
      await conversations(content, id);
    }),
    el('p', {}, deletion('Delete this conversation', async () => {
      await del(`conversations/${id}`);
      location.hash = 'conversations';
    })));
}
