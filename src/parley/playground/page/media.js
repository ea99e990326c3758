// Files and other things in a message that are no text.
import { button, h, svg } from './dom.js';

const address = (file) => `/files/${encodeURIComponent(file.file_id)}`;

/** What a message shows beside its text: a node, or null. */
export function media(message) {
  if (message.photo) return veiled(message, picture(message.photo.at(-1), 'Photo'));
  if (message.animation) return moving(message.animation, true);
  if (message.video) return veiled(message, moving(message.video, false));
  if (message.video_note) return h('div', { class: 'round' }, moving(message.video_note, false));
  if (message.sticker) return h('img', { class: 'sticker', src: address(message.sticker), alt: `Sticker ${message.sticker.emoji ?? ''}` });
  if (message.voice) return sound(message.voice, 'Voice message');
  if (message.audio) return sound(message.audio, message.audio.title ?? message.audio.file_name ?? 'Music');
  if (message.document) return file(message.document);
  if (message.location) return h('p', { class: 'other' }, `📍 ${message.location.latitude}, ${message.location.longitude}`);
  return null;
}

/** A few words for a quotation of a message without text. */
export function summary(message) {
  const kinds = {
    photo: '🖼 Photo', animation: '🎞 GIF', video: '🎬 Video', video_note: '🎬 Video message', sticker: '🙂 Sticker',
    voice: '🎤 Voice message', audio: '🎵 Music', document: '📄 File', location: '📍 Place',
  };
  const kind = Object.keys(kinds).find((name) => message[name]);
  return message.text ?? message.caption ?? kinds[kind] ?? 'Message';
}

function picture(size, alt) {
  const image = h('img', { src: address(size), alt, class: 'picture' });
  const view = button('', { class: 'view', 'aria-label': `${alt}, enlarge` }, () => {
    const viewer = document.getElementById('viewer');
    document.getElementById('viewer-image').src = image.src;
    viewer.showModal();
  });
  view.append(image);
  return view;
}

function moving(video, silent) {
  const player = h('video', {
    src: address(video), class: 'picture', controls: !silent, playsinline: true, preload: 'metadata',
    'aria-label': silent ? 'GIF' : 'Video',
  });
  Object.assign(player, { muted: silent, loop: silent, autoplay: silent });
  return player;
}

function veiled(message, node) {
  if (!message.has_media_spoiler) return node;
  const veil = button('Hidden – show', { class: 'veil' }, () => {
    box.classList.remove('veiled');
    veil.remove();
  });
  const box = h('div', { class: 'veiled' }, node, veil);
  return box;
}

function sound(voice, title) {
  const audio = h('audio', { src: address(voice), preload: 'none' });
  const wave = bars(voice.file_unique_id ?? '');
  const length = h('span', { class: 'length' }, minutes(voice.duration ?? 0));
  const play = button('▶', { class: 'play', 'aria-label': `Play ${title}` }, () => (audio.paused ? audio.play() : audio.pause()));
  const draw = (label, done) => {
    play.firstChild.data = label;
    [...wave.children].forEach((bar, at) => bar.classList.toggle('heard', at < done * wave.children.length));
  };
  audio.addEventListener('play', () => draw('❚❚', 0));
  audio.addEventListener('pause', () => draw('▶', 0));
  audio.addEventListener('timeupdate', () => {
    if (!audio.paused) draw('❚❚', audio.currentTime / (audio.duration || 1));
  });
  return h('div', { class: 'sound' }, play, h('div', { class: 'track' }, wave, length), audio);
}

/** A picture of a sound that is always the same for the same file. */
function bars(seed) {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65521, 7);
  const wave = svg('svg', { viewBox: '0 0 132 24', class: 'wave', 'aria-hidden': 'true' });
  for (let at = 0; at < 33; at++) {
    state = (state * 75 + 74) % 65537;
    const height = 4 + (state % 19);
    wave.append(svg('rect', { x: at * 4, y: 12 - height / 2, width: 2.4, height, rx: 1.2 }));
  }
  return wave;
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

function file(document) {
  const name = document.file_name ?? 'File';
  const size = document.file_size ?? 0;
  const words = size < 1024 ? `${size} bytes` : size < 1048576 ? `${Math.round(size / 1024)} KB` : `${(size / 1048576).toFixed(1)} MB`;
  return h('a', { class: 'file', href: address(document), download: name },
    h('span', { class: 'sheet', 'aria-hidden': 'true' }, '📄'),
    h('span', {}, h('span', { class: 'name' }, name), h('span', { class: 'size' }, words)));
}
