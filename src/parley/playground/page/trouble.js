// Trouble for the bot.
import { act } from './api.js';
import { button, h } from './dom.js';

export class TroubleView {
  constructor(people) {
    this.people = people;
    this.slow = this.lever('Slow network', 'Every answer of Telegram comes 0.7 s late.', 'slow');
    this.outage = this.lever('Telegram is down', 'Every call gets a 502, until you turn this off.', 'outage');
    this.kill = button('Kill the bot', { class: 'danger' }, () => this.toggle());
    this.state = h('p', { class: 'hint' });
    this.floods = h('div', { class: 'row wrap' });
    this.node = h('div', { class: 'panel' },
      h('h3', {}, 'Process'), this.state, h('div', { class: 'row' }, this.kill),
      h('h3', {}, 'Network'), this.slow.node, this.outage.node,
      h('h3', {}, 'Too many requests'),
      h('p', { class: 'hint' }, 'The next call to this chat gets 429: the bot has to wait for five seconds, others go on.'), this.floods);
  }

  lever(title, hint, name) {
    const key = h('button', {
      type: 'button', role: 'switch', class: 'switch', 'aria-checked': 'false', 'aria-label': title, id: `lever-${name}`,
      on: { click: () => act(name, { on: key.getAttribute('aria-checked') === 'false' }) },
    }, h('span', {}));
    return { key, node: h('div', { class: 'lever' }, h('div', {}, h('b', {}, title), h('p', { class: 'hint' }, hint)), key) };
  }

  async toggle() {
    this.kill.disabled = true;
    await act(this.running ? 'kill' : 'start');
    this.kill.disabled = false;
  }

  show({ slow, outage, running }) {
    this.slow.key.setAttribute('aria-checked', String(slow));
    this.outage.key.setAttribute('aria-checked', String(outage));
    this.run(running);
  }

  run(running) {
    if (this.running === running) return;
    this.running = running;
    this.kill.textContent = running ? 'Kill the bot (kill -9)' : 'Start the bot';
    this.kill.className = running ? 'danger' : 'strong';
    this.state.textContent = running
      ? 'The bot runs. Killing it loses nothing: what people send waits, what the bot had accepted it has on the disk.'
      : 'The bot is dead. Go on chatting, then start it.';
    const badge = document.getElementById('bot');
    badge.textContent = running ? 'bot runs' : 'bot is dead';
    badge.className = running ? 'bot runs' : 'bot dead';
  }

  /** Whose chat an id is. */
  name(chat) {
    return this.people.phones.get(Number(chat))?.person.name ?? chat;
  }

  /** A button for each person. */
  refresh() {
    this.floods.replaceChildren(...[...this.people.phones.values()].map(({ person }) => button(
      person.name, { class: 'plain', 'aria-label': `429 for ${person.name}` }, () => act('flood', { person: person.id }))));
  }
}
