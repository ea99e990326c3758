// What is behind the chats: calls of the bot, its database, and trouble on purpose.
import { DatabaseView } from './database.js';
import { h, rove, time } from './dom.js';
import { TroubleView } from './trouble.js';

const KEPT = 200;

export class Inspector {
  constructor(people) {
    this.node = document.getElementById('inspector');
    this.newest = 0;
    this.waiting = [];
    this.database = new DatabaseView();
    this.trouble = new TroubleView(people);
    this.panels = { Calls: this.calls(), Database: this.database.node, Trouble: this.trouble.node };
    const tabs = h('div', { class: 'panel-tabs', role: 'tablist', 'aria-label': 'Inspector' });
    for (const [name, panel] of Object.entries(this.panels)) {
      const key = name.toLowerCase();
      panel.id = `panel-${key}`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', `tab-${key}`);
      tabs.append(h('button', {
        type: 'button', role: 'tab', id: `tab-${key}`, 'aria-controls': panel.id, on: { click: () => this.show(name) },
      }, name));
    }
    rove(tabs, '[role=tab]');
    this.node.append(tabs, ...Object.values(this.panels));
    this.show('Calls');
    this.toggle();
  }

  show(chosen) {
    for (const [name, panel] of Object.entries(this.panels)) {
      panel.hidden = name !== chosen;
      const tab = document.getElementById(`tab-${name.toLowerCase()}`);
      tab.setAttribute('aria-selected', String(name === chosen));
      tab.setAttribute('tabindex', name === chosen ? '0' : '-1');
    }
    this.database.shown(chosen === 'Database');
  }

  /** On a narrow screen it is closed at first. */
  toggle() {
    const look = document.getElementById('look');
    const set = (open) => {
      document.body.classList.toggle('without-inspector', !open);
      look.setAttribute('aria-expanded', String(open));
    };
    const wide = matchMedia('(min-width: 1000px)');
    set(wide.matches);
    wide.addEventListener('change', () => set(wide.matches));
    look.addEventListener('click', () => set(document.body.classList.contains('without-inspector')));
  }

  calls() {
    this.filter = h('input', { type: 'search', placeholder: 'Filter', 'aria-label': 'Filter the calls', on: { input: () => this.sift() } });
    this.polls = h('input', { type: 'checkbox', on: { change: () => this.sift() } });
    this.list = h('div', { class: 'calls' });
    return h('div', { class: 'panel' },
      h('div', { class: 'row' }, this.filter, h('label', { class: 'check' }, this.polls, 'polls')), this.list);
  }

  restore(calls) {
    if (calls.length && calls.at(-1).number < this.newest) {
      this.list.replaceChildren();
      this.newest = 0;
    }
    calls.forEach((call) => this.add(call));
  }

  /** Many calls may come at once; the page is drawn once for all of them. */
  add(call) {
    if (call.number <= this.newest && this.newest - call.number > KEPT) return;
    if (this.list.querySelector(`[data-number="${call.number}"]`) || this.waiting.some((other) => other.number === call.number)) return;
    this.newest = Math.max(this.newest, call.number);
    this.waiting.push(call);
    if (this.waiting.length > KEPT) this.waiting.shift();
    this.drawing ??= setTimeout(() => this.draw(), 50);
  }

  draw() {
    this.drawing = null;
    this.waiting.sort((a, b) => a.number - b.number);
    for (const call of this.waiting.splice(0)) this.list.prepend(this.entry(call));
    while (this.list.children.length > KEPT) this.list.lastElementChild.remove();
    this.database.stale();
  }

  entry(call) {
    const fine = call.status === 200;
    const node = h('details', { class: 'call', 'data-number': call.number },
      h('summary', {},
        h('time', {}, time(call.at, true)), h('b', {}, call.method),
        h('span', { class: 'chat' }, this.trouble.name(call.chat)),
        h('span', { class: fine ? 'status fine' : 'status bad' }, call.status || 'cut off')),
      h('h3', {}, 'Request'), h('pre', {}, call.request), h('h3', {}, 'Answer'), h('pre', {}, pretty(call.answer)));
    node.poll = call.method === 'getUpdates';
    node.words = `${call.method} ${call.status} ${this.trouble.name(call.chat)} ${call.request} ${call.answer}`.toLowerCase();
    this.siftOne(node, this.filter.value.toLowerCase());
    return node;
  }

  sift() {
    const words = this.filter.value.toLowerCase();
    for (const node of this.list.children) this.siftOne(node, words);
  }

  siftOne(node, words) {
    node.hidden = (node.poll && !this.polls.checked) || !node.words.includes(words);
  }
}

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
