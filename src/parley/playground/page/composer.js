// Where one writes: the text, what it replies to or changes, files, and commands.
import { act, upload } from './api.js';
import { button, h, notify } from './dom.js';
import { parse, surround, unparse } from './format.js';
import { summary } from './media.js';
import { openMenu } from './menu.js';

const SAMPLES = [
  ['🖼 Photo', [{ kind: 'photo', sample: 'mountains.jpg' }]],
  ['🌫 Photo behind a spoiler', [{ kind: 'photo', sample: 'sea.jpg', spoiler: true }]],
  ['🗂 Album', ['mountains.jpg', 'sea.jpg', 'city.jpg'].map((sample) => ({ kind: 'photo', sample }))],
  ['🎤 Voice message', [{ kind: 'voice', sample: 'voice.ogg' }]],
  ['🎬 Video', [{ kind: 'video', sample: 'waves.mp4' }]],
  ['🐱 Sticker', [{ kind: 'sticker', sample: 'cat.webp' }]],
  ['📄 File', [{ kind: 'document', sample: 'notes.txt' }]],
];
const SHORTCUTS = { b: 'bold', i: 'italic', u: 'underline', e: 'code' };
let fileLimit = 20 << 20;

export function limitFiles(bytes) {
  fileLimit = bytes;
}

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.field = h('textarea', {
      rows: '1', placeholder: 'Message', maxlength: '4200', dir: 'auto', role: 'combobox', 'aria-autocomplete': 'list',
      'aria-expanded': 'false', on: { keydown: (event) => this.key(event), input: () => this.typed(), paste: (event) => this.pasted(event) },
    });
    this.about = h('div', { class: 'about', hidden: true });
    this.commands = h('div', { class: 'commands', hidden: true, role: 'listbox', 'aria-label': 'Commands' });
    const attach = button('📎', { class: 'plain round-button', 'aria-label': 'Attach', 'aria-haspopup': 'menu' }, () => this.attach(attach));
    const slash = button('/', { class: 'plain round-button', 'aria-label': 'Commands', 'aria-haspopup': 'menu' }, () => this.menu(slash));
    this.node = h('div', { class: 'composer' }, this.commands, this.about,
      h('div', { class: 'write' }, phone.speaker ? null : attach, slash, this.field, button('➤', { class: 'send', 'aria-label': 'Send' }, () => this.submit())));
    this.node.addEventListener('dragover', (event) => event.preventDefault());
    this.node.addEventListener('drop', (event) => {
      event.preventDefault();
      this.files([...event.dataTransfer.files], false);
    });
  }

  named(name) {
    this.field.setAttribute('aria-label', `Message from ${name}`);
    this.commands.id = `commands-${this.phone.person.id}`;
    this.field.setAttribute('aria-controls', this.commands.id);
  }

  reply(message) {
    this.start({ reply: message.message_id }, `Reply: ${summary(message)}`);
  }

  edit(message) {
    const words = message.text ?? message.caption ?? '';
    this.start({ edit: message.message_id, had: message }, `Edit: ${summary(message)}`);
    this.field.value = unparse(words, message.entities ?? message.caption_entities);
    this.typed();
  }

  start(task, words) {
    this.task = task;
    this.about.replaceChildren(h('span', {}, words), button('✕', { class: 'plain', 'aria-label': 'Cancel' }, () => this.finish()));
    this.about.hidden = false;
    this.field.focus();
  }

  finish() {
    if (this.task?.edit) this.clear();
    this.task = null;
    this.about.hidden = true;
    this.field.focus();
  }

  clear() {
    this.field.value = '';
    this.typed();
  }

  async submit() {
    const typed = this.field.value.trim();
    const task = this.task ?? {};
    if (!typed && !(task.edit && !task.had.text)) return;
    const { text, entities } = parse(typed);
    this.clear();
    this.finish();
    const person = this.phone.person.id;
    const done = task.edit
      ? await act('edit', { person, message: task.edit, text, entities })
      : await this.phone.send(text, task.reply, { entities });
    if (!done && !this.field.value) this.field.value = typed;
  }

  key(event) {
    if (event.isComposing) return;
    const chosen = this.commands.hidden ? null : this.commands.querySelector('[aria-selected=true]');
    if (chosen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.select((event.key === 'ArrowDown' ? chosen.nextElementSibling : chosen.previousElementSibling) ?? chosen);
    } else if (chosen && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      this.field.value = chosen.dataset.command;
      this.typed();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (chosen) this.use(chosen.dataset.command.slice(1), chosen.dataset.more !== undefined);
      else this.submit();
    } else if (event.key === 'Escape') {
      if (!this.commands.hidden) this.offer([]);
      else if (this.task) this.finish();
    } else if ((event.ctrlKey || event.metaKey) && SHORTCUTS[event.key]) {
      event.preventDefault();
      surround(this.field, SHORTCUTS[event.key]);
    } else if (event.key === 'ArrowUp' && !this.field.value && !this.task) {
      const last = [...this.phone.messages.values()].reverse()
        .find(({ message }) => !this.phone.speaker && this.phone.owns(message) && message.text);
      if (last) { event.preventDefault(); this.edit(last.message); }
    }
  }

  typed() {
    const { field } = this;
    field.rows = Math.min(6, Math.max(1, field.value.split('\n').length, Math.ceil(field.value.length / 34)));
    const all = this.phone.person?.commands ?? [];
    this.offer(/^\/\w*$/.test(field.value) ? all.filter(({ command }) => `/${command}`.startsWith(field.value)) : []);
  }

  offer(found) {
    this.commands.hidden = !found.length;
    this.field.setAttribute('aria-expanded', String(found.length > 0));
    this.commands.replaceChildren(...found.map(({ command, description, more }) => h('div', {
      role: 'option', id: `${this.commands.id}-${command}`, 'data-command': `/${command}`, 'data-more': more,
      on: { pointerdown: (event) => { event.preventDefault(); this.use(command, more); } },
    }, h('b', {}, `/${command}`), ` ${description}`)));
    if (found.length) this.select(this.commands.firstElementChild);
    else this.field.removeAttribute('aria-activedescendant');
  }

  select(option) {
    for (const other of this.commands.children) other.setAttribute('aria-selected', String(other === option));
    this.field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  /** Sends a command, unless more has to be written behind it. */
  use(command, more) {
    if (this.task?.edit) this.finish();
    this.field.value = more ? `/${command} ` : `/${command}`;
    this.typed();
    if (more) this.field.focus();
    else this.submit();
  }

  menu(anchor) {
    const offered = this.phone.person.commands.map(({ command, description, more }) => ({
      label: `/${command}`, hint: description, run: () => this.use(command, more),
    }));
    if (this.phone.speaker) {
      openMenu(anchor, 'Commands', offered);
      return;
    }
    const start = { label: '/start', hint: 'as at the first visit', run: () => this.phone.send('/start') };
    openMenu(anchor, 'Commands', [...offered, start]);
  }

  attach(anchor) {
    openMenu(anchor, 'Attach', [
      ...SAMPLES.map(([label, files]) => ({ label, run: () => this.sendFiles(files) })),
      { label: '⬆ Photo, video or sound…', run: () => this.choose('image/*,video/*,audio/*', false) },
      { label: '⬆ File…', run: () => this.choose('', true) },
    ]);
  }

  choose(accept, asFile) {
    const chooser = h('input', { type: 'file', multiple: true, accept });
    chooser.addEventListener('change', () => this.files([...chooser.files], asFile));
    chooser.click();
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) { event.preventDefault(); this.files(files, false); }
  }

  async files(files, asFile) {
    try {
      const sent = [];
      for (const file of files.slice(0, 10)) {
        const kind = asFile ? 'document' : kindOf(file);
        sent.push({ kind, file: await upload(kind, file, fileLimit) });
      }
      if (sent.length) this.sendFiles(sent);
    } catch (error) {
      notify(error.message);
    }
  }

  /** What is written already goes along as the caption. */
  sendFiles(files) {
    const { text, entities } = parse(this.field.value.trim());
    const reply = this.task?.reply;
    this.clear();
    this.finish();
    return this.phone.send(text, reply, { entities, files });
  }
}

function kindOf(file) {
  if (/^image\/(jpeg|png|gif|webp)$/.test(file.type)) return 'photo';
  if (file.type.startsWith('video/')) return 'video';
  return file.type.startsWith('audio/') ? 'audio' : 'document';
}
