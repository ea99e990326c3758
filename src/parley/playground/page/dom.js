// Builds elements; whatever is text goes in as text.

/** An element. `on` holds listeners, `null` and `false` leave an attribute out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** A button that is no submit button. */
export function button(label, attributes, press) {
  return h('button', { type: 'button', ...attributes, on: { click: press } }, label);
}

/** The same for SVG. */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function time(milliseconds, seconds = false) {
  const options = { hour: '2-digit', minute: '2-digit', hour12: false };
  if (seconds) options.second = '2-digit';
  return new Date(milliseconds).toLocaleTimeString(undefined, options);
}

/** Says something to whoever sits before the page. */
export function notify(text) {
  const note = h('p', {}, text);
  document.getElementById('notices').append(note);
  setTimeout(() => note.remove(), 6000);
}

/** Arrow keys, Home and End move within a group; the group is one stop of the Tab key. */
export function rove(group, selector) {
  group.addEventListener('keydown', (event) => {
    const items = [...group.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    const next = {
      ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1,
      Home: 0, End: items.length - 1,
    }[event.key];
    if (next === undefined || !items.length) return;
    event.preventDefault();
    items[(next + items.length) % items.length].focus();
  });
}
