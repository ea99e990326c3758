// The way to the server: what is done goes there by POST, what happens comes back as events.
import { notify } from './dom.js';

async function post(address, type, body) {
  let answer;
  try {
    answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': type }, body });
  } catch {
    throw new Error('the playground does not answer');
  }
  const json = await answer.json().catch(() => ({ error: `the playground says ${answer.status}` }));
  if (!answer.ok) throw new Error(json.error);
  return json;
}

/** Carries something out; what goes wrong is told. Resolves to the answer, or to null. */
export async function act(name, fields = {}) {
  try {
    return await post('/act', 'application/json', JSON.stringify({ act: name, ...fields }));
  } catch (error) {
    notify(error.message);
    return null;
  }
}

/** Gives a file to the server, and resolves to its name there. */
export async function upload(kind, file, limit) {
  if (file.size > limit) throw new Error(`${file.name} is too large: at most ${Math.floor(limit / 1048576)} MB`);
  const query = new URLSearchParams({ kind, name: file.name });
  return (await post(`/files?${query}`, 'application/octet-stream', file)).file;
}

export async function database() {
  const answer = await fetch('/database');
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json.tables;
}

/** Listens for ever; after a break the first event is the whole state again. */
export function connect(onEvent, onBreak) {
  let source;
  const open = () => {
    source = new EventSource('/events');
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
    source.onerror = () => {
      onBreak();
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 2000);
    };
  };
  open();
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', (event) => { if (event.persisted) open(); });
}
