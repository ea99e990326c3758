// A text with entities, as nodes. Offsets count UTF-16 units, as JavaScript does.
import { h } from './dom.js';

const TAGS = {
  bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote',
};

/** @param onCommand called with a command in the text that was clicked */
export function rich(text, entities, onCommand) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, 0, text.length, sorted, onCommand);
}

function nodes(text, from, to, entities, onCommand) {
  const made = [];
  let at = from;
  for (let i = 0; i < entities.length;) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    const start = Math.max(entity.offset, at);
    const inner = [];
    for (i++; i < entities.length && entities[i].offset < end; i++) inner.push(entities[i]);
    if (start >= end) continue;
    if (start > at) made.push(text.slice(at, start));
    made.push(wrap(entity, text.slice(start, end), nodes(text, start, end, inner, onCommand), onCommand));
    at = end;
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

function wrap(entity, words, children, onCommand) {
  switch (entity.type) {
    case 'spoiler': return spoiler(children);
    case 'text_link': return link(entity.url, children);
    case 'url': return link(/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`, children);
    case 'email': return link(`mailto:${words}`, children);
    case 'bot_command':
      return h('button', { type: 'button', class: 'command', on: { click: () => onCommand(words) } }, ...children);
    case 'mention': case 'hashtag': case 'cashtag': case 'phone_number': case 'text_mention':
      return h('span', { class: 'tappable' }, ...children);
    default: return TAGS[entity.type] ? h(TAGS[entity.type], {}, ...children) : h('span', {}, ...children);
  }
}

function link(address, children) {
  if (!/^(https?|mailto|tg):/i.test(address ?? '')) return h('span', {}, ...children);
  return h('a', { href: address, target: '_blank', rel: 'noopener noreferrer', title: address }, ...children);
}

function spoiler(children) {
  const inside = h('span', { 'aria-hidden': 'true' }, ...children);
  const show = () => {
    box.classList.add('shown');
    box.removeAttribute('aria-label');
    box.removeAttribute('role');
    box.removeAttribute('tabindex');
    inside.removeAttribute('aria-hidden');
  };
  const box = h('span', {
    class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Hidden text, show it',
    on: {
      click: show,
      keydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); show(); } },
    },
  }, inside);
  return box;
}
