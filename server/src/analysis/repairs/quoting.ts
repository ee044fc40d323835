import { quoted } from '../../base/visible.ts';
import type { YamlDocument, YamlProblem } from '../../yaml/tree.ts';
import { contentLine, type Repair, valueStart } from './repair.ts';

/** Quotes around a text that YAML takes for something else: an alias, a tag, a field within a field. */
export function quoteText({ text }: YamlDocument, { code, start, end }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax' && code !== 'yaml-unknown-alias') return [];
  const content = contentLine(text, start);
  const value = valueStart(text, content);
  const spans: [number, number][] = [];
  if (value <= start) spans.push([value, content.end]);
  const inBrackets = endInBrackets(text, start, content.end);
  if (start >= content.start && start < content.end)
    spans.push([start, inBrackets], [start, Math.min(end, content.end)]);
  const isNew = ([from, to]: [number, number], at: number) =>
    spans.findIndex((other) => other[0] === from && other[1] === to) === at;
  return spans.filter(isNew).flatMap(([from, to]) => quotesAround(text, from, to));
}

function quotesAround(text: string, from: number, to: number): readonly Repair[] {
  const word = text.slice(from, to).trimEnd();
  // What begins like a text, a list or a mapping of its own is not quoted as a whole
  if (word === '' || /^["'[{|>]/.test(word)) return [];
  return [
    {
      title: 'Put it in quotes',
      edits: [{ start: from, end: from + word.length, newText: quoted(word) }],
      needs: 'noMoreErrors',
    },
  ];
}

/** Where a text ends that stands between brackets. */
function endInBrackets(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !/[,[\]{}]/.test(text.charAt(at))) at++;
  return at;
}

/** The quote that is missing at the end of a text. */
export function closeQuote({ text }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax') return [];
  const content = contentLine(text, start);
  const quote = isQuote(text.charAt(start)) ? text.charAt(start) : oddQuote(text.slice(content.start, content.end));
  if (quote === undefined) return [];
  const places = [content.end];
  for (let at = content.end - 1; at > content.start && places.length < mostPlaces; at--) {
    if (/[,\]}]/.test(text.charAt(at))) places.push(at);
  }
  const title = `Close the text with ${quote}`;
  return places.map((at) => ({ title, edits: [{ start: at, end: at, newText: quote }] }));
}

/** So many places for a quote are tried in a line. */
const mostPlaces = 12;

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

/** The quote of which a line has one too few or too many. */
function oddQuote(line: string): string | undefined {
  return ['"', "'"].find((quote) => line.split(quote).length % 2 === 0);
}

/** A backslash that means itself in double quotes. */
export function doubleBackslash({ text }: YamlDocument, { code, start, end }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax' || end !== start + 2 || text.charAt(start) !== '\\') return [];
  return [{ title: 'Double the backslash', edits: [{ start, end: start, newText: '\\' }] }];
}

/** An apostrophe within single quotes, which ends the text there. */
export function doubleApostrophe({ text }: YamlDocument, { code, start }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax') return [];
  const content = contentLine(text, start);
  const value = valueStart(text, content);
  const quote = text.charAt(value);
  if (!isQuote(quote) || text.charAt(content.end - 1) !== quote || content.end - value < 3) return [];
  const inner = text.slice(value + 1, content.end - 1);
  const newText = quote === "'" ? `'${inner.replaceAll("''", "'").replaceAll("'", "''")}'` : quoteWithin(inner);
  const title = `Keep the ${quote === "'" ? 'apostrophe' : 'quotes'} within the text`;
  return newText === undefined
    ? []
    : [{ title, edits: [{ start: value, end: content.end, newText }], needs: 'noMoreErrors' }];
}

/** A text with double quotes in it, in single quotes; undefined where backslashes would mean something else then. */
function quoteWithin(inner: string): string | undefined {
  return inner.includes('\\') ? undefined : `'${inner.replaceAll("'", "''")}'`;
}

/** A character that no text may hold. */
export function dropCharacter({ text }: YamlDocument, { code, start, end }: YamlProblem): readonly Repair[] {
  if (code !== 'yaml-syntax' || end !== start + 1 || !/[\p{Cc}\ufffe\uffff]/u.test(text.charAt(start))) return [];
  return [{ title: 'Remove the character', edits: [{ start, end, newText: '' }] }];
}
