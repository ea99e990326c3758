// One phone: the chat of one person with the bot.
import { act } from './api.js';
import { bubble } from './bubble.js';
import { Composer } from './composer.js';
import { button, h } from './dom.js';
import { openMenu } from './menu.js';
import { recall, remember } from './memory.js';
import { LANGUAGES } from './people.js';
import { Reader } from './reader.js';

const KEPT = 500;

export class Phone {
  constructor(person, hooks) {
    this.hooks = hooks;
    this.messages = new Map();
    this.reactions = new Map();
    this.unread = 0;
    this.sending = Promise.resolve();
    this.log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions' });
    this.reader = new Reader(this.log, this.messages);
    this.empty = h('div', { class: 'empty' }, h('p', {}, person.members ? 'No reports yet' : 'No messages yet'),
      person.members ? null : button('Start', { class: 'strong' }, () => this.send('/start')));
    this.jump = button('↓', { class: 'jump', hidden: true, 'aria-label': 'To the newest message' }, () => this.bottom());
    this.toasts = h('div', { class: 'toasts', role: 'status' });
    const speakers = this.speakers(person);
    this.composer = new Composer(this);
    this.node = h('section', { class: 'phone', id: `phone-${person.id}` },
      this.header(), h('div', { class: 'screen' }, this.log, this.empty, this.jump, this.toasts), this.blocked(), speakers, this.composer.node);
    this.log.addEventListener('load', () => { if (this.stuck) this.bottom(); }, true);
    this.log.addEventListener('loadedmetadata', () => { if (this.stuck) this.bottom(); }, true);
    new ResizeObserver(() => { if (this.stuck) this.bottom(); }).observe(this.log);
    this.stuck = true;
    this.log.addEventListener('scroll', () => this.scrolled());
    this.update(person);
  }

  header() {
    this.face = h('span', { class: 'face', 'aria-hidden': 'true' });
    this.title = h('h2', {});
    this.state = h('p', { class: 'state' });
    const more = button('⋮', { class: 'plain round-button', 'aria-label': 'Phone actions', 'aria-haspopup': 'menu' }, () => this.actions(more));
    this.more = more;
    return h('header', {}, this.face, h('div', { class: 'titles' }, this.title, this.state), more);
  }

  blocked() {
    this.bar = h('div', { class: 'blocked', hidden: true }, h('span', {}, 'The bot is blocked'),
      button('Unblock', { class: 'strong' }, () => act('block', { person: this.person.id, on: false })));
    return this.bar;
  }

  /** In the moderators' chat one chooses who writes and presses. */
  speakers({ members }) {
    if (!members) return null;
    this.speaker = h('select', { 'aria-label': 'Who you are here', on: { change: () => remember('speaker', this.speaker.value) } },
      ...members.map(({ id, name }) => h('option', { value: id }, name)));
    const last = recall('speaker');
    if (members.some(({ id }) => String(id) === last)) this.speaker.value = last;
    return h('label', { class: 'speaker' }, 'as', this.speaker);
  }

  /** Where something is done here, and by whom. */
  fields() {
    return this.speaker ? { person: this.person.id, as: Number(this.speaker.value) } : { person: this.person.id };
  }

  /** Whether the visitor wrote it; in the moderators' chat all who are not the bot are the visitor. */
  owns(message) {
    return this.speaker ? message.from?.is_bot === false : message.from?.id === this.person.id;
  }

  update(person) {
    this.person = person;
    this.face.textContent = [...person.name][0];
    this.face.className = `face tint-${person.id % 7}`;
    this.title.textContent = person.name;
    this.state.textContent = stateOf(person);
    this.node.setAttribute('aria-label', person.members ? "The moderators' chat" : `${person.name}'s phone`);
    this.log.setAttribute('aria-label', person.members ? "The moderators' chat with the bot" : `${person.name}'s chat with the bot`);
    this.bar.hidden = !person.blocking;
    this.composer.node.hidden = person.blocking;
    this.composer.named(person.name);
  }

  actions(anchor) {
    const { id: person, blocking } = this.person;
    const flood = { label: 'Flood this chat', hint: 'one 429, wait 5 s', run: () => act('flood', { person }) };
    openMenu(anchor, 'Phone actions', this.speaker ? [flood] : [
      { label: 'Name and language…', run: () => this.hooks.onEdit(this.person) },
      { label: blocking ? 'Unblock the bot' : 'Block the bot', run: () => act('block', { person, on: !blocking }) },
      flood,
      { label: 'Remove', hint: 'blocks the bot, too', run: () => act('remove', { person }) },
    ]);
  }

  /** Everything anew, which is not read out. */
  restore(messages, reactions) {
    this.log.setAttribute('aria-busy', 'true');
    this.messages.clear();
    this.reactions = new Map(Object.entries(reactions).map(([id, sides]) => [Number(id), sides]));
    this.log.replaceChildren();
    messages.forEach((message) => this.put(message));
    this.log.removeAttribute('aria-busy');
    this.bottom();
  }

  /** A message that is new or looks different now. */
  receive(message) {
    const known = this.messages.has(message.message_id);
    const stick = this.stuck || this.owns(message);
    this.put(message);
    if (stick) this.bottom();
    else if (!known) this.jump.hidden = false;
    if (!known && message.from?.is_bot) this.hooks.onNews(this);
  }

  put(message) {
    const id = message.message_id;
    const old = this.messages.get(id)?.node;
    const node = bubble(message, this.reactions.get(id), this);
    this.messages.set(id, { message, node });
    if (old) this.replace(old, node);
    else this.holder(message).append(node);
    this.reader.drawn(id, node);
    this.empty.hidden = true;
    if (this.messages.size > KEPT) this.gone(this.messages.keys().next().value);
  }

  /** Keeps the focus where it was. */
  replace(old, node) {
    const focusable = 'button, a, .spoiler';
    const at = [...old.querySelectorAll(focusable)].indexOf(document.activeElement);
    const held = old === document.activeElement;
    old.replaceWith(node);
    if (at >= 0 || held) (node.querySelectorAll(focusable)[at] ?? node).focus();
  }

  /** The pictures of an album stand together. */
  holder(message) {
    if (!message.media_group_id) return this.log;
    const last = this.log.lastElementChild;
    if (last?.dataset.album === message.media_group_id) return last;
    const own = this.owns(message);
    const album = h('div', { class: own ? 'album own' : 'album', 'data-album': message.media_group_id });
    this.log.append(album);
    return album;
  }

  gone(id) {
    const node = this.messages.get(id)?.node;
    this.messages.delete(id);
    this.reader.gone(id);
    if (node?.parentNode.children.length === 1 && node.parentNode !== this.log) node.parentNode.remove();
    node?.remove();
    this.empty.hidden = this.messages.size > 0;
  }

  reacted(id, sides) {
    this.reactions.set(id, sides);
    const known = this.messages.get(id);
    if (known) this.put(known.message);
    if (this.stuck) this.bottom();
  }

  toast(text) {
    const note = h('p', {}, text);
    this.toasts.append(note);
    setTimeout(() => note.remove(), 5000);
  }

  show(id) {
    const node = this.messages.get(id)?.node;
    if (!node) return;
    node.scrollIntoView({ block: 'center', behavior: 'smooth' });
    node.focus({ preventScroll: true });
    node.classList.add('lit');
    setTimeout(() => node.classList.remove('lit'), 1200);
  }

  /** One after the other, in the order in which they were typed. */
  send(text, reply, extra = {}) {
    const fields = { ...this.fields(), text, ...extra };
    if (reply) fields.reply = reply;
    const sent = this.sending.then(() => act('send', fields));
    this.sending = sent;
    return sent;
  }

  /** What scrolls because something above it grew, such as a picture, was not scrolled by anybody. */
  scrolled() {
    if (this.log.scrollHeight !== this.height && this.stuck) {
      this.bottom();
      return;
    }
    this.height = this.log.scrollHeight;
    this.stuck = this.atBottom();
    if (this.stuck) this.jump.hidden = true;
  }

  atBottom() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
  }

  bottom() {
    this.height = this.log.scrollHeight;
    this.log.scrollTop = this.height;
    this.stuck = true;
    this.jump.hidden = true;
  }
}

function stateOf({ members, blocking, language }) {
  if (members) return 'a group with the bot';
  return blocking ? 'has blocked the bot' : LANGUAGES[language] ?? language;
}
