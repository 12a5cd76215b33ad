import { el } from './dom.js';
import { again, get, speakFor } from './requests.js';
import { conversations } from './conversations.js';
import { contacts } from './contacts.js';
import { messages } from './messages.js';
import { analytics } from './analytics.js';
import { refusal } from './parts.js';

const VIEWS = { conversations, contacts, messages, analytics };
const content = document.getElementById('content');
const tenant = document.getElementById('tenant');

/** The address after the number sign says what is shown: #conversations/17. */
async function show() {
  const [view, id] = location.hash.slice(1).split('/');
  const name = view in VIEWS ? view : 'conversations';
  for (const link of document.querySelectorAll('.views a')) {
    if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  try {
    await VIEWS[name](content, id);
  } catch (failure) {
    content.replaceChildren(refusal(failure));
  }
}

async function begin() {
  try {
    const all = await get('tenants');
    tenant.replaceChildren(...all.map((t) => el('option', { value: t.id }, `${t.name} (${t.id})`)));
    const known = localStorage.getItem('tenant');
    tenant.value = all.some((t) => t.id === known) ? known : (all.find((t) => t.id === 'org_abc123') ?? all[0]).id;
    tenant.disabled = false;
    speakFor(tenant.value);
    await show();
  } catch (failure) {
    content.replaceChildren(refusal(failure));
  }
}

tenant.addEventListener('change', () => {
  localStorage.setItem('tenant', tenant.value);
  speakFor(tenant.value);
  const [view] = location.hash.slice(1).split('/');
  if (location.hash.includes('/')) location.hash = view;
  else show();
});
window.addEventListener('hashchange', show);
document.getElementById('again').addEventListener('click', () => again(1));
document.getElementById('burst').addEventListener('click', () => again(20));
begin();
