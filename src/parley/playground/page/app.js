// Brings what happens to where it is shown.
import { connect } from './api.js';
import { limitFiles } from './composer.js';
import { notify } from './dom.js';
import { Inspector } from './inspector.js';
import { recall, remember } from './memory.js';
import { closeMenu } from './menu.js';
import { People } from './people.js';

const people = new People();
const inspector = new Inspector(people);
const at = (event) => people.phones.get(event.person);

const EVENTS = {
  state: (event) => {
    limitFiles(event.fileLimit);
    people.restore([...event.people, event.room]);
    inspector.trouble.refresh();
    inspector.restore(event.calls);
    inspector.trouble.show(event.trouble);
    document.body.dataset.ready = 'true';
    if (lost) notify('Connected again');
    lost = false;
  },
  person: (event) => {
    people.update(event.person);
    inspector.trouble.refresh();
  },
  left: (event) => {
    people.left(event.person);
    inspector.trouble.refresh();
  },
  message: (event) => at(event)?.receive(event.message),
  gone: (event) => at(event)?.gone(event.message),
  reacted: (event) => at(event)?.reacted(event.message, event.reactions),
  toast: (event) => at(event)?.toast(event.text),
  call: (event) => inspector.add(event.call),
  trouble: (event) => inspector.trouble.show(event.trouble),
  bot: (event) => inspector.trouble.run(event.running),
};

let lost = false;
connect((event) => EVENTS[event.type]?.(event), () => {
  if (!lost) notify('The playground does not answer; waiting for it');
  lost = true;
});

const theme = document.getElementById('theme');
const dark = matchMedia('(prefers-color-scheme: dark)');
let chosen = recall('theme');
function paint() {
  const isDark = chosen ? chosen === 'dark' : dark.matches;
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  theme.setAttribute('aria-pressed', String(isDark));
}
dark.addEventListener('change', paint);
theme.addEventListener('click', () => {
  chosen = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  remember('theme', chosen);
  paint();
});
paint();

const viewer = document.getElementById('viewer');
viewer.addEventListener('click', () => viewer.close());
addEventListener('resize', closeMenu);
