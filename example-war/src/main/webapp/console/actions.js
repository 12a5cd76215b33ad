// Invalidating and warming, each after a second word.
import { el } from '../js/dom.js';
import { refusal } from '../js/parts.js';
import { get, post } from './requests.js';

const dialog = document.getElementById('confirm');
const yes = document.getElementById('confirm-yes');
const no = document.getElementById('confirm-no');

no.addEventListener('click', () => dialog.close('no'));
yes.addEventListener('click', () => dialog.close('yes'));

/** Asks, and answers whether to go on; Escape says no. */
function confirmed(title, text, label) {
  document.getElementById('confirm-title').textContent = title;
  document.getElementById('confirm-text').textContent = text;
  yes.textContent = label;
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

export async function actions(place, all, done) {
  const cascades = await get('cascades');
  const known = [...new Set(Object.entries(cascades).flat(2))].sort();
  const tenant = el('select', { name: 'tenant', id: 'act-tenant' }, all.map((one) => el('option', { value: one.id }, `${one.name} (${one.id})`)));
  if (all.some((one) => one.id === 'org_abc123')) tenant.value = 'org_abc123';
  const resource = el('input', { name: 'resource', list: 'known', autocomplete: 'off', required: true, maxlength: 200 });
  const tag = el('input', { name: 'tag', autocomplete: 'off', maxlength: 200, placeholder: 'conversation:17' });
  const resourceField = el('label', {}, 'Resource', resource, el('datalist', { id: 'known' }, known.map((name) => el('option', { value: name }))));
  const tagField = el('label', { hidden: true }, 'Tag', tag);
  const reach = el('p', { class: 'quiet reach', role: 'status' });
  const told = el('div', { id: 'done', role: 'status' });
  const way = (value, text, checked) => el('label', { class: 'radio' }, el('input', { type: 'radio', name: 'what', value, checked }), text);
  const form = el('form', { class: 'form' },
    el('label', {}, 'Tenant', tenant),
    el('fieldset', {}, el('legend', {}, 'What'), way('resource', 'A resource, with what depends on it', true), way('tag', 'Entries with a tag'), way('all', 'All of the tenant')),
    resourceField, tagField, reach,
    el('p', { class: 'actions' }, el('button', { class: 'danger', id: 'invalidate' }, 'Invalidate…'),
      el('button', { type: 'button', id: 'warm' }, 'Warm…')), told);
  const chosen = () => form.elements.what.value;
  const dependents = () => (cascades[resource.value.trim()] ?? []).slice(1);
  const name = () => tenant.selectedOptions[0]?.textContent ?? '';

  function adapt() {
    resourceField.hidden = chosen() !== 'resource';
    tagField.hidden = chosen() !== 'tag';
    resource.required = chosen() === 'resource';
    tag.required = chosen() === 'tag';
    reach.textContent = chosen() === 'resource' && dependents().length > 0 ? `Reaches ${dependents().join(', ')} too.` : '';
    reach.hidden = reach.textContent === '';
  }

  async function act(button, question, path, body, words) {
    if (!await confirmed(...question)) return;
    button.disabled = true;
    try {
      told.replaceChildren(el('p', { class: 'good' }, words(await post(path, body))));
      done();
    } catch (failure) {
      told.replaceChildren(refusal(failure));
    } finally {
      button.disabled = false;
      button.focus();
    }
  }

  form.addEventListener('input', adapt);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = { tenant: tenant.value };
    if (chosen() !== 'all') body[chosen()] = form.elements[chosen()].value.trim();
    const what = { resource: [body.resource, ...dependents()].join(', '), tag: `the entries with the tag ${body.tag}`, all: 'everything' }[chosen()];
    const effect = 'It is read from the database again, and the database has the work meanwhile.';
    act(form.querySelector('#invalidate'), ['Invalidate?', `This drops ${what} of ${name()} on all servers. ${effect}`, 'Invalidate'], 'invalidate', body,
      ({ resources }) => `Invalidated: ${resources[0] === '*' ? what : resources.join(', ')}.`);
  });
  form.querySelector('#warm').addEventListener('click', (event) => {
    act(event.currentTarget, ['Warm?', `This reads what is asked for first of ${name()} from the database, and stores it.`, 'Warm'], 'warm', { tenant: tenant.value },
      ({ resources, entries }) => `Stored ${entries} entries of ${resources.join(', ')}.`);
  });
  adapt();
  place.replaceChildren(form);
}
