// What one types, such as **bold**, to a text with entities, and back.

const MARKS = [
  ['```', 'pre'], ['`', 'code'], ['**', 'bold'], ['__', 'italic'], ['++', 'underline'],
  ['~~', 'strikethrough'], ['||', 'spoiler'],
];
const LITERAL = ['pre', 'code'];

/** Marks that are not closed stay as they are. */
export function parse(source) {
  let text = '';
  const entities = [];
  for (let at = 0; at < source.length;) {
    const mark = MARKS.find(([sign]) => source.startsWith(sign, at));
    const begin = mark ? at + mark[0].length : 0;
    const end = mark ? source.indexOf(mark[0], begin) : -1;
    const inside = end > begin ? source.slice(begin, end) : '';
    if (!inside.trim()) {
      const sign = mark ? mark[0] : source[at];
      text += sign;
      at += sign.length;
      continue;
    }
    const inner = LITERAL.includes(mark[1]) ? { text: inside, entities: [] } : parse(inside);
    entities.push({ type: mark[1], offset: text.length, length: inner.text.length });
    for (const entity of inner.entities) entities.push({ ...entity, offset: entity.offset + text.length });
    text += inner.text;
    at = end + mark[0].length;
  }
  return { text, entities };
}

/** A text as it would have to be typed; formats that cannot be typed are left out. */
export function unparse(text, entities) {
  const signs = new Map(MARKS.map(([sign, type]) => [type, sign]));
  const inserts = [];
  (entities ?? []).filter((entity) => signs.has(entity.type)).forEach((entity, order) => {
    const end = entity.offset + entity.length;
    inserts.push({ at: entity.offset, sign: signs.get(entity.type), rank: [1, -end, order] });
    inserts.push({ at: end, sign: signs.get(entity.type), rank: [0, -entity.offset, -order] });
  });
  const byRank = (a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2];
  inserts.sort((a, b) => a.at - b.at || byRank(a, b));
  let typed = '';
  let at = 0;
  for (const insert of inserts) {
    typed += text.slice(at, insert.at) + insert.sign;
    at = insert.at;
  }
  return typed + text.slice(at);
}

/** Puts a mark around what is selected in a text field. */
export function surround(field, type) {
  const sign = MARKS.find((mark) => mark[1] === type)[0];
  const { selectionStart: from, selectionEnd: to, value } = field;
  field.setRangeText(sign + value.slice(from, to) + sign, from, to, 'end');
  if (from === to) field.setSelectionRange(from + sign.length, from + sign.length);
  else field.setSelectionRange(from + sign.length, to + sign.length);
  field.dispatchEvent(new Event('input'));
}
