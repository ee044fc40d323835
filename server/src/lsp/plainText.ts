/**
 * Markdown as plain text, for clients that show none: marks go, words stay, a link's address follows its text, code
 * keeps its spaces. Knows what our own hovers use, not all of Markdown.
 */
export function plainText(markdown: string): string {
  const lines: string[] = [];
  let isCode = false;
  for (const line of markdown.split('\n')) {
    if (line.trimStart().startsWith('```')) isCode = !isCode;
    else if (isCode) lines.push(line);
    else if (!isRule(line)) lines.push(plainLine(line));
  }
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function isRule(line: string): boolean {
  const text = line.trim();
  return text === '---' || text === '***' || isTableRule(text);
}

/** The line between a table's head and its rows. */
function isTableRule(text: string): boolean {
  return text.startsWith('|') && text.includes('-') && /^[|\-: ]+$/.test(text);
}

function plainLine(line: string): string {
  const text = line.replace(/^(\s{0,20})#{1,6} /, '$1').replace(/^(\s{0,20})> ?/, '$1');
  const cells = text.startsWith('|') ? text.replace(/^\| ?/, '').replace(/ ?\|\s{0,20}$/, '') : text;
  let plain = '';
  let at = 0;
  while (at < cells.length) {
    const { text: piece, length } = pieceAt(cells, at);
    plain += piece;
    at += length;
  }
  return plain.trimEnd();
}

/** What the text at an offset reads as, and how much of it that is. */
function pieceAt(line: string, at: number): { text: string; length: number } {
  const character = line.charAt(at);
  if (character === '\\' && at + 1 < line.length) return { text: line.charAt(at + 1), length: 2 };
  if (character === '`') return codeAt(line, at);
  if (character === '[') return linkAt(line, at) ?? { text: character, length: 1 };
  if (character === '*' || character === '_') return emphasisAt(line, at);
  if (character === '<' && line.startsWith('<http', at)) {
    const end = line.indexOf('>', at);
    if (end > 0) return { text: line.slice(at + 1, end), length: end + 1 - at };
  }
  if (character === '&') {
    const entity = entities.find(([name]) => line.startsWith(name, at));
    if (entity) return { text: entity[1], length: entity[0].length };
  }
  return { text: character, length: 1 };
}

const entities: readonly (readonly [string, string])[] = [
  ['&nbsp;', ' '],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
];

function codeAt(line: string, at: number): { text: string; length: number } {
  let ticks = 1;
  while (line.charAt(at + ticks) === '`') ticks++;
  const mark = '`'.repeat(ticks);
  const end = line.indexOf(mark, at + ticks);
  if (end < 0) return { text: mark, length: ticks };
  const code = line.slice(at + ticks, end);
  return { text: ticks > 1 ? code.trim() : code, length: end + ticks - at };
}

function linkAt(line: string, at: number): { text: string; length: number } | undefined {
  const middle = line.indexOf('](', at);
  const end = middle < 0 ? -1 : line.indexOf(')', middle);
  if (end < 0) return undefined;
  const label = plainLine(line.slice(at + 1, middle));
  const address = line.slice(middle + 2, end).split(' ', 1)[0] ?? '';
  const text = address.startsWith('command:') || address === label ? label : `${label} (${address})`;
  return { text, length: end + 1 - at };
}

/** A mark of emphasis goes where it hugs a word; a lone one, or one inside a word, is meant. */
function emphasisAt(line: string, at: number): { text: string; length: number } {
  const character = line.charAt(at);
  let length = 1;
  while (line.charAt(at + length) === character) length++;
  const before = line.charAt(at - 1);
  const after = line.charAt(at + length);
  const isLone = (before === '' || before === ' ') && (after === '' || after === ' ');
  const isInWord = character === '_' && /\w/.test(before) && /\w/.test(after);
  // A list's star is a bullet.
  return { text: isLone || isInWord ? line.slice(at, at + length) : '', length };
}
