import { el, when } from './dom.js';
import { del, get, post, put } from './requests.js';
import { deletion, field, form, heading, pages, row, split } from './parts.js';

export async function contacts(content, id, number = 0) {
  const page = await get(number ? `contacts?page=${number}` : 'contacts');
  const rows = page.items.map((c) => row({
    title: c.name,
    under: [c.email, c.company && ` · ${c.company}`],
    chosen: String(c.id) === id,
    href: `#contacts/${c.id}`,
  }));
  const list = el('section', { 'aria-label': 'Contacts' }, el('div', { class: 'head' }, el('h2', {}, 'Contacts'),
    el('a', { class: 'button', href: '#contacts/new' }, 'New contact')), pages(rows, page, (next) => contacts(content, id, next)));
  const detail = el('section', { 'aria-label': 'Contact' }, el('p', { class: 'quiet' }, 'Choose a contact to see and to change it.'));
  content.replaceChildren(split(list, detail, id));
  if (id === 'new') {
    detail.replaceChildren(editor('New contact', {}, 'Add', async (values) => {
      const made = await post('contacts', values);
      location.hash = `contacts/${made.id}`;
    }));
  } else if (id) await open(content, detail, id);
}

async function open(content, detail, id) {
  const one = await get(`contacts/${id}`);
  detail.replaceChildren(
    el('div', { class: 'card stack' }, heading(one.name),
      el('dl', { class: 'plain' },
        el('dt', {}, 'Email'), el('dd', {}, one.email),
        el('dt', {}, 'Phone'), el('dd', {}, one.phone ?? '–'),
        el('dt', {}, 'Company'), el('dd', {}, one.company ?? '–'),
        el('dt', {}, 'Since'), el('dd', {}, when(one.createdAt)))),
    form('New conversation', [field('Subject', 'subject', { required: true, maxlength: 200 })], 'Begin', async (values) => {
      const made = await post('conversations', { ...values, contactId: one.id, status: 'OPEN' });
      location.hash = `conversations/${made.id}`;
    }),
    editor('Change', one, 'Save', async (values) => {
      await put(`contacts/${id}`, values);
      await contacts(content, id);
    }),
    el('p', {}, deletion('Delete this contact', async () => {
      await del(`contacts/${id}`);
      location.hash = 'contacts';
    })));
}

function editor(title, contact, label, send) {
  return form(title, [
    field('Name', 'name', { value: contact.name, required: true, maxlength: 120, autocomplete: 'off' }),
    field('Email', 'email', { value: contact.email, type: 'email', required: true, maxlength: 254, autocomplete: 'off' }),
    field('Phone', 'phone', { value: contact.phone, type: 'tel', maxlength: 32, autocomplete: 'off' }),
    field('Company', 'company', { value: contact.company, maxlength: 120, autocomplete: 'off' }),
  ], label, send);
}
