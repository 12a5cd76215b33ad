import { el, when } from './dom.js';
import { get } from './requests.js';
import { heading, pages, row, split } from './parts.js';

export async function messages(content, id, number = 0) {
  const page = await get(number ? `messages?page=${number}` : 'messages');
  const rows = page.items.map((m) => row({
    title: m.text,
    under: [m.direction === 'INBOUND' ? 'from ' : 'answered by ', m.author, ' · ', when(m.sentAt)],
    chosen: String(m.id) === id,
    href: `#messages/${m.id}`,
  }));
  const list = el('section', { 'aria-label': 'Messages' }, el('h2', {}, 'Messages'),
    pages(rows, page, (next) => messages(content, id, next)));
  const detail = el('section', { 'aria-label': 'Message' }, el('p', { class: 'quiet' }, 'Choose a message to read it.'));
  content.replaceChildren(split(list, detail, id));
  if (id) {
    const one = await get(`messages/${id}`);
    detail.replaceChildren(el('div', { class: 'card stack' },
      heading(one.direction === 'INBOUND' ? `From ${one.author}` : `Answered by ${one.author}`),
      el('p', {}, one.text), el('p', { class: 'quiet' }, when(one.sentAt)),
      el('p', {}, el('a', { href: `#conversations/${one.conversationId}` }, 'Read the conversation'))));
  }
}
