/**
 * What Markdown would do beyond showing words, emphasis, lists and links to `allowed` addresses: pictures, other links,
 * markup, headings; and characters that hide or turn something around. Empty: nothing.
 */
export function dangersIn(markdown: string, allowed: RegExp): string[] {
  const shown = withoutCode(markdown);
  const found = [...shown.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].flatMap(([link, href = '']) =>
    allowed.test(href) ? [] : [link],
  );
  const rest = shown.replaceAll(/\[[^\]]*\]\([^)]*\)/g, '').replaceAll(/\\[!-/:-@[-`{-~]/g, '');
  for (const [what, expression] of dangers) if (expression.test(rest)) found.push(what);
  if (/(?<!\\)!\[/.test(shown)) found.push('a picture');
  if (hidden.test(markdown)) found.push('a hidden character');
  return found;
}

const dangers: readonly (readonly [string, RegExp])[] = [
  ['a link by reference', /\]\[|\]:/],
  ['markup', /<[a-z!/?]/i],
  ['an address', /[a-z]:\/\/|www\.|\w@\w/i],
  ['a command', /command:/],
  ['a heading', /^ {0,3}(?:#|=+$|-+$)/m],
  ['an entity', /&#?\w+;/],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hidden = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Markdown without fenced blocks and code spans, found as CommonMark finds them. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let isFenced = false;
  for (const line of markdown.split('\n')) {
    if (/^ {0,3}```/.test(line)) isFenced = !isFenced;
    else if (!isFenced) lines.push(line);
  }
  return lines
    .join('\n')
    .replaceAll(/\\[\\`]|(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, (whole, ticks) => (ticks ? '' : whole));
}
