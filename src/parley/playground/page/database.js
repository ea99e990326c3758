// What the bot's database holds at rest.
import { database } from './api.js';
import { button, h } from './dom.js';

export class DatabaseView {
  constructor() {
    this.filter = h('input', {
      type: 'search', placeholder: 'Look for a name, an id, a word', 'aria-label': 'Look for something in the database',
      on: { input: () => this.mark() },
    });
    this.verdict = h('p', { class: 'verdict', role: 'status' });
    this.tables = h('div', { class: 'tables' });
    this.node = h('div', { class: 'panel' },
      h('p', { class: 'hint' }, 'What somebody finds who gets hold of the file. Messages that wait and Telegram ids are encrypted, people have pseudonyms.'),
      h('div', { class: 'row' }, this.filter, button('Read again', { class: 'plain' }, () => this.read())), this.verdict, this.tables);
  }

  shown(visible) {
    this.visible = visible;
    if (visible) this.read();
  }

  /** The bot did something, so the tables may have changed. */
  stale() {
    if (!this.visible || document.body.classList.contains('without-inspector')) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.read(), 600);
  }

  async read() {
    try {
      const tables = await database();
      const open = new Map([...this.tables.children].map((table) => [table.dataset.name, table.open]));
      const focused = [...this.tables.children].find((table) => table.contains(document.activeElement))?.dataset.name;
      this.tables.replaceChildren(...tables.map((table) => view(table, open.get(table.name) ?? table.count > 0)));
      this.tables.querySelector(`[data-name="${focused}"] summary`)?.focus();
      this.mark();
    } catch (error) {
      this.verdict.textContent = error.message;
    }
  }

  /** Counts a text in all that is shown, as text and as the bytes of a BLOB. */
  mark() {
    const words = this.filter.value.trim().toLowerCase();
    const hex = [...new TextEncoder().encode(this.filter.value.trim())].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    let count = 0;
    for (const cell of this.tables.querySelectorAll('td')) {
      const text = cell.textContent.toLowerCase();
      const hit = words && (text.includes(words) || (hex.length >= 6 && text.startsWith("x'") && text.includes(hex)));
      cell.classList.toggle('hit', Boolean(hit));
      count += hit ? 1 : 0;
    }
    this.verdict.textContent = words ? `“${this.filter.value.trim()}” is in ${count} ${count === 1 ? 'place' : 'places'}.` : '';
  }
}

function view(table, open) {
  const rest = table.count - table.rows.length;
  return h('details', { 'data-name': table.name, open },
    h('summary', {}, h('b', {}, table.name), h('span', { class: 'chat' }, `${table.count} ${table.count === 1 ? 'row' : 'rows'}`)),
    table.rows.length ? h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Table ${table.name}` },
      h('table', {},
        h('thead', {}, h('tr', {}, ...table.columns.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...table.rows.map((row) => h('tr', {}, ...row.map(cell)))))) : null,
    rest > 0 ? h('p', { class: 'hint' }, `and ${rest} more`) : null);
}

function cell(value) {
  return h('td', { class: value === 'NULL' ? 'null' : value.startsWith("x'") ? 'blob' : null }, value);
}
