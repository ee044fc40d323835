import type { Problem } from '../manifest/problem.ts';
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
const known = new WeakMap<YamlDocument, readonly Suppression[]>();

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
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const lineEnd = endOfLine(text, at);
    const before = text.slice(lineStart, at);
    const hash = before.lastIndexOf('#');
    if (hash < 0 || before.slice(hash + 1).trim() !== '') continue;
    const rules = readRules(text.slice(at + marker.length, lineEnd));
    const isOwnLine = before.slice(0, hash).trim() === '';
    found.push({ rules, start: lineStart, end: isOwnLine ? endOfNextContent(text, lineEnd) : lineEnd });
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
    const start = end + 1;
    end = endOfLine(text, start);
    const line = text.slice(start, end).trim();
    if (line !== '' && !line.startsWith('#')) return end;
  }
  return end;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
