import { Memory } from '../base/memory.ts';
import type { Problem } from '../manifest/problem.ts';
import { lastBefore, lineEndOf, nextLineOf, TextLines } from '../text/textLines.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/** A comment `# statefulset-ignore <rule-id>[, <rule-id>]: reason`, and the stretch of text that it speaks of. */
interface Suppression {
  /** Rule ids; `*` for every rule. */
  readonly rules: readonly string[];
  readonly start: number;
  readonly end: number;
}

const marker = 'statefulset-ignore';
const none: readonly Suppression[] = [];
const known = new Memory<YamlDocument, readonly Suppression[]>();

/** Whether a comment on the problem's first line, or on lines of comments right above it, silences its rule. */
export function isSuppressed(document: YamlDocument, problem: Problem): boolean {
  for (const { rules, start, end } of suppressionsOf(document)) {
    if (problem.range.start < start || problem.range.start > end) continue;
    if (rules.includes(problem.rule) || rules.includes('*')) return true;
  }
  return false;
}

function suppressionsOf(document: YamlDocument): readonly Suppression[] {
  let found = known.get(document);
  if (!found) {
    found = document.text.includes(marker) ? readSuppressions(document.text) : none;
    known.set(document, found);
  }
  return found;
}

function readSuppressions(text: string): readonly Suppression[] {
  const found: Suppression[] = [];
  const lines = new TextLines(text);
  /** The end of the content that comments on lines of their own speak of. */
  let content = 0;
  let next = 0;
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, next)) {
    next = at + marker.length;
    const hash = lastBefore(text, at);
    if (text[hash] !== '#') continue;
    const start = lines.startOf(at);
    const lineEnd = lineEndOf(text, at);
    const rules = readRules(text.slice(next, lineEnd));
    const isOwnLine = lines.isFirst(hash);
    if (isOwnLine && content <= lineEnd) content = endOfNextContent(text, lineEnd);
    found.push({ rules, start, end: isOwnLine ? content : lineEnd });
    next = lineEnd; // the rest of the line belongs to this comment
  }
  return found;
}

function readRules(text: string): string[] {
  const colon = text.indexOf(':');
  const names = (colon < 0 ? text : text.slice(0, colon)).split(/[\s,]+/).filter((name) => name !== '');
  return names.length === 0 ? ['*'] : names;
}

/** End of the first line below that holds more than a comment. */
function endOfNextContent(text: string, lineEnd: number): number {
  let end = lineEnd;
  while (end < text.length) {
    const start = nextLineOf(text, end);
    end = lineEndOf(text, start);
    const line = text.slice(start, end).trim();
    if (line !== '' && !line.startsWith('#')) return end;
  }
  return end;
}
