// The phones side by side, or one at a time with tabs; and who their people are.
import { act } from './api.js';
import { h, rove } from './dom.js';
import { recall, remember } from './memory.js';
import { Phone } from './phone.js';

export const LANGUAGES = { en: 'English', de: 'Deutsch', es: 'Español', ru: 'Русский', fr: 'Français' };
const NAMES = ['Cleo', 'Dan', 'Eva', 'Finn', 'Gwen', 'Hugo', 'Ida', 'Jan', 'Kim', 'Lea', 'Max', 'Nora', 'Olga', 'Paul'];

export class People {
  constructor() {
    this.phones = new Map();
    this.stage = document.getElementById('phones');
    this.tabs = document.getElementById('tabs');
    this.dialog = document.getElementById('person');
    this.name = document.getElementById('person-name');
    this.language = document.getElementById('person-language');
    this.language.append(...Object.entries(LANGUAGES).map(([tag, name]) => h('option', { value: tag }, name)));
    document.getElementById('add').addEventListener('click', () => this.ask(null));
    document.getElementById('person-cancel').addEventListener('click', () => this.dialog.close());
    document.getElementById('person-form').addEventListener('submit', (event) => this.save(event));
    this.room = document.getElementById('room');
    this.room.addEventListener('click', () => this.open(this.room.getAttribute('aria-expanded') === 'false'));
    rove(this.tabs, '[role=tab]:not([hidden])');
  }

  /** The whole state anew; phones that stay keep what is half written in them. */
  restore(people) {
    const here = new Set(people.map((person) => person.id));
    for (const id of [...this.phones.keys()]) if (!here.has(id)) this.left(id);
    for (const { messages, reactions, ...person } of people) {
      this.update(person);
      this.phones.get(person.id).restore(messages, reactions);
    }
  }

  update(person) {
    let phone = this.phones.get(person.id);
    if (phone) {
      phone.update(person);
    } else {
      phone = new Phone(person, { onEdit: (who) => this.ask(who), onNews: (where) => this.news(where) });
      this.phones.set(person.id, phone);
      this.stage.insertBefore(phone.node, this.moderators?.node ?? null);
      phone.tab = h('button', {
        type: 'button', role: 'tab', 'aria-controls': phone.node.id, on: { click: () => this.show(person.id) },
      });
      this.tabs.insertBefore(phone.tab, this.moderators?.tab ?? null);
      if (person.members) this.host(phone);
      if (person.id === this.awaited || this.phones.size === 1) this.show(person.id);
      else this.show(this.shown);
    }
    phone.tab.textContent = person.name;
  }

  /** The moderators' chat comes last, and is seen when somebody asks for it. */
  host(phone) {
    this.moderators = phone;
    this.room.setAttribute('aria-controls', phone.node.id);
    this.open(recall('moderators') === 'shown');
  }

  open(shown) {
    const { node, tab, person } = this.moderators;
    node.hidden = !shown;
    tab.hidden = !shown;
    this.room.setAttribute('aria-expanded', String(shown));
    remember('moderators', shown ? 'shown' : 'hidden');
    if (shown) {
      this.room.classList.remove('news');
      this.show(person.id);
      node.scrollIntoView({ inline: 'nearest' });
      this.moderators.bottom();
    } else if (this.shown === person.id) {
      this.show(this.phones.keys().next().value);
    }
  }

  left(id) {
    const phone = this.phones.get(id);
    if (!phone) return;
    phone.node.remove();
    phone.tab.remove();
    this.phones.delete(id);
    if (this.shown === id && this.phones.size) this.show(this.phones.keys().next().value);
  }

  /** On a narrow screen only this phone is seen. */
  show(id) {
    this.shown = id;
    for (const [other, phone] of this.phones) {
      phone.node.classList.toggle('shown', other === id);
      phone.tab.setAttribute('aria-selected', String(other === id));
      phone.tab.setAttribute('tabindex', other === id ? '0' : '-1');
    }
    const phone = this.phones.get(id);
    phone?.tab.classList.remove('news');
    if (phone?.stuck) phone.bottom();
  }

  news(phone) {
    if (phone.node.hidden) this.room.classList.add('news');
    if (phone.person.id !== this.shown) phone.tab.classList.add('news');
  }

  ask(person) {
    this.asked = person;
    document.getElementById('person-title').textContent = person ? 'Name and language' : 'Another person';
    const taken = new Set([...this.phones.values()].map((phone) => phone.person.name));
    this.name.value = person?.name ?? NAMES.find((name) => !taken.has(name)) ?? `Guest ${this.phones.size + 1}`;
    this.language.value = person?.language ?? 'en';
    this.dialog.showModal();
    this.name.select();
  }

  async save(event) {
    event.preventDefault();
    this.dialog.close();
    const fields = { name: this.name.value, language: this.language.value };
    if (this.asked) {
      await act('change', { person: this.asked.id, ...fields });
      return;
    }
    const added = await act('add', fields);
    if (!added) return;
    this.awaited = added.person;
    const phone = this.phones.get(added.person);
    if (phone) {
      this.show(added.person);
      phone.node.scrollIntoView({ inline: 'nearest' });
    }
  }
}
