// A menu that hangs at a button: arrow keys move, Escape and a click elsewhere close it.
import { h, rove } from './dom.js';

let close = () => {};

/**
 * @param items each `{ label, run, hint }`, or `{ row: [items] }` for small ones side by side
 */
export function openMenu(anchor, label, items) {
  close();
  const choose = (item) => () => { close(); item.run(); };
  const entry = (item) => h('button', {
    type: 'button', role: 'menuitem', 'aria-label': item.name, tabindex: '-1', on: { click: choose(item) },
  }, h('span', {}, item.label), item.hint ? h('small', {}, item.hint) : null);
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, on: { keydown: onKey } },
    ...items.map((item) => (item.row
      ? h('div', { class: 'choices', role: 'group', 'aria-label': item.name }, ...item.row.map(entry))
      : entry(item))));

  function onKey(event) {
    if (event.key !== 'Escape' && event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  close = () => {
    close = () => {};
    document.removeEventListener('pointerdown', outside, true);
    anchor.removeAttribute('aria-expanded');
    const inside = menu.contains(document.activeElement);
    menu.remove();
    if (inside && anchor.isConnected) anchor.focus();
  };
  anchor.setAttribute('aria-expanded', 'true');
  document.addEventListener('pointerdown', outside, true);
  rove(menu, '[role=menuitem]');
  document.body.append(menu);
  place(menu, anchor);
  menu.querySelector('[role=menuitem]')?.focus();
}

export function closeMenu() {
  close();
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.max(8, Math.min(at.left, innerWidth - width - 8));
  const below = at.bottom + height + 8 <= innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - height - 4)}px`;
}
