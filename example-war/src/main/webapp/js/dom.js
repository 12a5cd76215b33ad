// Elements without markup in strings: no text of a tenant ever becomes HTML.
const SVG = 'http://www.w3.org/2000/svg';

export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

const WHEN = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const THIS_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });

/** A time for a row of a list: the year is told of other years only, and of all where the pointer rests. */
export function when(instant) {
  const time = new Date(instant);
  const format = time.getFullYear() === new Date().getFullYear() ? THIS_YEAR : WHEN;
  return el('time', { datetime: instant, title: WHEN.format(time) }, format.format(time));
}

export function count(number) {
  return new Intl.NumberFormat().format(number);
}
