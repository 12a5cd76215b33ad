// The resources below api/admin/cache. User and password stay in this page's memory and go with its own requests only.
let authorization = null;

/** What the server refused, with its own words. */
export class Refusal extends Error {
  constructor(problem, status) {
    super(problem?.detail || `The server answered ${status}.`);
    this.status = status;
    this.violations = problem?.violations ?? [];
  }
}

export function signIn(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

export function signOut() {
  authorization = null;
}

export const get = (path) => send(`admin/cache/${path}`, 'GET');
export const post = (path, body) => send(`admin/cache/${path}`, 'POST', body);
export const tenants = () => send('tenants', 'GET');

async function send(path, method, body) {
  const headers = { Accept: 'application/json' };
  if (authorization) headers.Authorization = authorization;
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    headers['X-Cache-Admin'] = '1';
  }
  let response;
  try {
    // Nothing that the browser knows by itself is sent, and it asks for no password of its own.
    response = await fetch(`../api/${path}`, {
      method, headers, body: body && JSON.stringify(body), cache: 'no-store', credentials: 'omit', signal: AbortSignal.timeout(10000),
    });
  } catch {
    throw new Error('The server does not answer.');
  }
  const json = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (!response.ok) throw new Refusal(json, response.status);
  return json;
}
