// What several views share.
import { el } from './dom.js';

/** What went wrong, with the fields that were wrong. */
export function refusal(failure) {
  const fields = (failure.violations ?? []).map((v) => el('li', {}, `${v.field} ${v.rule}`));
  return el('div', { class: 'notice', role: 'alert' }, el('p', {}, failure.message), fields.length > 0 && el('ul', {}, fields));
}

/** A page of rows, with the buttons to the next and the previous. */
export function pages(rows, page, turn) {
  const empty = rows.length === 0 && el('p', { class: 'quiet' }, 'There is nothing here.');
  return [
    empty || el('ul', { class: 'rows' }, rows),
    (page.page > 0 || page.more) && el('p', { class: 'actions' },
      el('button', { type: 'button', disabled: page.page === 0, onclick: () => turn(page.page - 1) }, 'Previous'),
      el('button', { type: 'button', disabled: !page.more, onclick: () => turn(page.page + 1) }, 'Next'),
      el('span', { class: 'quiet' }, `Page ${page.page + 1}`)),
  ].flat();
}

/** One row of a list that opens something. */
export function row({ title, right, under, chosen, href }) {
  return el('li', {}, el('a', { href, 'aria-current': chosen ? 'true' : null },
    el('span', { class: 'top' }, el('strong', {}, title), right), el('span', { class: 'under' }, under)));
}

/** A list and what was opened from it; on a narrow screen what was opened comes first. */
export function split(list, detail, opened) {
  return el('div', { class: opened ? 'split opened' : 'split' }, list, detail);
}

/** A form that sends what its fields hold and shows what the server refuses. */
export function form(title, fields, label, send) {
  const refused = el('div');
  const button = el('button', { class: 'main' }, label);
  const node = el('form', { class: 'card' }, el('h3', {}, title), fields, refused, el('p', { class: 'actions' }, button));
  node.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    refused.replaceChildren();
    try {
      await send(Object.fromEntries([...new FormData(node)].map(([name, value]) => [name, value === '' ? null : value])));
    } catch (failure) {
      refused.replaceChildren(refusal(failure));
    } finally {
      button.disabled = false;
    }
  });
  return node;
}

export function field(label, name, attributes = {}) {
  return el('label', {}, label, el(attributes.rows ? 'textarea' : 'input', { name, ...attributes }));
}

export function choice(label, name, options, chosen) {
  return el('label', {}, label, el('select', { name }, Object.entries(options).map(([value, text]) =>
    el('option', { value, selected: value === chosen }, text))));
}

/** A button that deletes after a second press. */
export function deletion(label, act) {
  let sure = false;
  const button = el('button', { type: 'button', class: 'danger' }, label);
  button.addEventListener('click', async () => {
    if (!sure) {
      sure = true;
      button.textContent = 'Press again to delete';
      return;
    }
    try {
      await act();
    } catch (failure) {
      button.replaceWith(refusal(failure));
    }
  });
  button.addEventListener('blur', () => {
    sure = false;
    button.textContent = label;
  });
  return button;
}

/** Horizontal bars of figures. */
export function bars(figures) {
  const most = Math.max(1, ...figures.map((f) => f.value));
  return el('div', { class: 'bars' }, figures.map((f) => [
    el('span', {}, f.label), el('i', { style: `width:${(100 * f.value) / most}%` }), el('span', {}, String(f.value))]));
}

/** Puts the keyboard where the reading goes on. */
export function heading(text) {
  const node = el('h2', { tabindex: '-1' }, text);
  queueMicrotask(() => node.focus({ preventScroll: true }));
  return node;
}
