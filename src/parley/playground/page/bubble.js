// One message as a bubble.
import { act } from './api.js';
import { button, h, time } from './dom.js';
import { media, summary } from './media.js';
import { openMenu } from './menu.js';
import { rich } from './text.js';

const EMOJI = [['👍', 'Thumbs up'], ['❤', 'Heart'], ['😁', 'Grin'], ['🔥', 'Fire'], ['😢', 'Sad'], ['👎', 'Thumbs down']];

/** @param phone whose chat it is in */
export function bubble(message, reactions, phone) {
  const own = phone.owns(message);
  const who = !own ? 'Bot' : phone.speaker ? message.from.first_name : 'You';
  const what = media(message);
  const words = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities;
  const text = words ? h('div', { class: 'text', dir: 'auto' }, ...rich(words, entities, (command) => phone.send(command))) : null;
  const bare = !words && (message.sticker || message.video_note);
  const above = message.show_caption_above_media;
  const seen = message.photo || message.video || message.animation;
  const shape = [what ? 'with-media' : '', bare ? 'bare' : '', seen && (!words || above) ? 'over' : ''].filter(Boolean);
  const body = h('div', { class: ['body', ...shape].join(' ') },
    phone.speaker && own ? h('span', { class: 'who' }, who) : null, quotation(message, phone), above ? text : null, what ?? (words ? null : h('p', { class: 'other' }, 'A message of another kind')),
    above ? null : text);
  if (text && !above) text.append(spare(message));
  body.append(foot(message));
  const more = button('⋮', { class: 'more', 'aria-label': 'Message actions', 'aria-haspopup': 'menu' },
    () => actions(message, own, phone, more));
  const node = h('article', {
    class: own ? 'message own' : 'message', 'data-id': message.message_id, tabindex: '-1',
    'aria-label': `${who}, ${time(message.date * 1000)}${message.edit_date ? ', edited' : ''}`,
  }, h('div', { class: 'line' }, body, more), keys(message, phone), chips(message, reactions, phone));
  node.addEventListener('dblclick', (event) => { if (!event.target.closest('button,a,video')) phone.composer.reply(message); });
  node.addEventListener('contextmenu', (event) => {
    if (event.target.closest('a,img')) return;
    event.preventDefault();
    actions(message, own, phone, more);
  });
  return node;
}

function quotation(message, phone) {
  const target = message.reply_to_message;
  if (!target) return null;
  const words = message.quote?.text ?? summary(target);
  const who = !phone.owns(target) ? 'Bot' : phone.speaker ? target.from.first_name : 'You';
  return button('', { class: 'quotation', 'aria-label': `In reply to ${who}: ${words}` }, () => phone.show(target.message_id))
    .appendChild(h('span', { class: 'who' }, who)).parentNode
    .appendChild(h('span', { class: 'quoted' }, words)).parentNode;
}

function foot(message) {
  return h('span', { class: 'foot' }, message.has_protected_content ? '🔒 protected ' : '', message.edit_date ? 'edited ' : '',
    h('time', { datetime: new Date(message.date * 1000).toISOString() }, time(message.date * 1000)));
}

/** Room for the time in the last line of a text. */
function spare(message) {
  const room = foot(message);
  room.classList.add('spare');
  room.setAttribute('aria-hidden', 'true');
  return room;
}

function keys(message, phone) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return h('div', { class: 'keys', role: 'group', 'aria-label': 'Buttons' },
    ...rows.map((row) => h('div', { class: 'keys-row' }, ...row.map((key) => (key.url
      ? h('a', { class: 'key', href: /^https?:/.test(key.url) ? key.url : '#', target: '_blank', rel: 'noopener noreferrer' }, `${key.text} ↗`)
      : button(key.text, { class: 'key' }, (event) => press(message, key, event.currentTarget, phone)))))));
}

async function press(message, key, pressed, phone) {
  pressed.classList.add('pressed');
  await act('press', { ...phone.fields(), message: message.message_id, data: key.callback_data ?? '' });
  setTimeout(() => pressed.classList.remove('pressed'), 400);
}

function chips(message, reactions, phone) {
  const shown = [...(reactions?.own ?? []).map((emoji) => [emoji, true]), ...(reactions?.bot ?? []).map((emoji) => [emoji, false])];
  if (!shown.length) return null;
  return h('div', { class: 'chips' }, ...shown.map(([emoji, own]) => (own
    ? button(emoji, { class: 'chip own', 'aria-label': `Your reaction ${emoji}, take it back` },
      () => act('react', { person: phone.person.id, message: message.message_id, emoji: '' }))
    : h('span', { class: 'chip', role: 'img', 'aria-label': `Reaction ${emoji}` }, emoji))));
}

function actions(message, own, phone, anchor) {
  const person = phone.person.id;
  const id = message.message_id;
  const mine = phone.reactions.get(id)?.own?.[0];
  const items = phone.speaker ? [] : [
    {
      name: 'React', row: EMOJI.map(([emoji, name]) => ({
        label: emoji, name, run: () => act('react', { person, message: id, emoji: emoji === mine ? '' : emoji }),
      })),
    },
  ];
  items.push({ label: 'Reply', run: () => phone.composer.reply(message) });
  if (!phone.speaker && own && ('text' in message || 'caption' in message || message.photo || message.video)) {
    items.push({ label: 'Edit', run: () => phone.composer.edit(message) });
  }
  if (!phone.speaker && own) items.push({ label: 'Unsend', hint: '/unsend as a reply', run: () => phone.send('/unsend', id) });
  if (message.text && !message.has_protected_content) items.push({ label: 'Copy text', run: () => navigator.clipboard?.writeText(message.text) });
  openMenu(anchor, 'Message actions', items);
}
