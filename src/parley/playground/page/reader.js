// Reading a chat by the keyboard. All of its messages are one stop of the Tab key: one message can be
// reached, and what can be pressed in it; the arrow keys go to the others.

const PRESSABLE = 'button, a, video, .spoiler[role=button]';

export class Reader {
  /** @param messages by id, in their order, each with its node */
  constructor(log, messages) {
    this.log = log;
    this.messages = messages;
    log.addEventListener('keydown', (event) => this.key(event));
    log.addEventListener('focusin', (event) => {
      const id = idOf(event.target);
      if (messages.has(id)) this.aim(id);
    });
  }

  /** A message that is new or drawn anew. Whoever reads elsewhere is left there. */
  drawn(id, node) {
    reach(node, id === this.aimed);
    const last = [...this.messages.keys()].at(-1) === id;
    if (last && !this.log.contains(document.activeElement)) this.aim(id);
  }

  gone(id) {
    if (this.aimed === id) this.aim([...this.messages.keys()].at(-1));
  }

  aim(id) {
    const former = this.messages.get(this.aimed)?.node;
    const node = this.messages.get(id)?.node;
    if (former && former !== node) reach(former, false);
    if (node) reach(node, true);
    this.aimed = id;
  }

  key(event) {
    const at = [...this.messages.keys()].indexOf(idOf(event.target));
    const node = this.messages.get(idOf(event.target))?.node;
    if (event.target === node && event.key === 'Enter') {
      event.preventDefault();
      node.querySelector('.more').click();
    } else if (event.target !== node && event.key === 'Escape') {
      node?.focus();
    }
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: this.messages.size - 1 }[event.key];
    if (next === undefined || event.target.matches('video, audio')) return;
    event.preventDefault();
    [...this.messages.values()][Math.max(0, Math.min(next, this.messages.size - 1))]?.node.focus();
  }
}

function idOf(element) {
  return Number(element.closest('.message')?.dataset.id);
}

function reach(node, on) {
  for (const element of [node, ...node.querySelectorAll(PRESSABLE)]) element.tabIndex = on ? 0 : -1;
}
