/** A character that looks like a blank, or like nothing, and is none to YAML: copied from a web page or a chat. */
const strange = /[\u00A0\u2000-\u200B\u202F\u205F\u2060\u3000]/;
const withWidth = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
const withoutWidth = /[\u200B\u2060]/g;

/** The first such character of a text; undefined where there is none. */
export function strangeBlank(text: string): string | undefined {
  return strange.exec(text)?.[0];
}

/** The same text with blanks in their place, and nothing in the place of those that have no width. */
export function withPlainBlanks(text: string): string {
  return text.replaceAll(withoutWidth, '').replaceAll(withWidth, ' ');
}

/** The blanks that a line begins with, strange ones among them. */
export function leadingBlanks(line: string): string {
  let end = 0;
  while (end < line.length && (line[end] === ' ' || line[end] === '\t' || strange.test(line.charAt(end)))) end++;
  return line.slice(0, end);
}

/** What a message calls such a character: `A no-break space (U+00A0)`. */
export function nameOfBlank(character: string): string {
  const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (character === '\u00A0') return `A no-break space (${code})`;
  return character.replace(withoutWidth, '') === ''
    ? `An invisible character (${code})`
    : `A blank of another kind (${code})`;
}
