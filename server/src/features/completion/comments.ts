import type { Range } from '../../base/range.ts';
import { rules } from '../../rules/all.ts';
import { schemaRules } from '../../schema/ruleIds.ts';
import { lineEndOf, lineStartOf } from '../../text/textLines.ts';
import type { CompletionItem } from '../types.ts';
import { nextLineStart, skipBlanks } from './cursor/chars.ts';
import type { Request } from './request.ts';

const marker = 'statefulset-ignore';

/** In a comment: the marker that silences rules, and behind it their ids; those with a problem right there first. */
export function commentItems(request: Request, start: number): CompletionItem[] {
  const { text, offset } = request;
  const wordStart = wordStartOf(text, { start: start + 1, end: offset });
  const before = text.slice(start + 1, wordStart).trim();
  const wordEnd =
    offset + (/^[\w-]*/.exec(text.slice(offset, lineEndOf(text, lineStartOf(text, offset))))?.[0].length ?? 0);
  const replace = { start: wordStart + request.documentStart, end: wordEnd + request.documentStart };
  const item = (label: string, rank: number, more: Partial<CompletionItem>): CompletionItem => ({
    label,
    kind: 'text',
    insertText: label,
    isSnippet: false,
    lineIndent: '',
    replace,
    filterText: label,
    sortText: String(rank).padStart(4, '0'),
    ...more,
  });
  if (before === '') {
    const detail = 'silences a rule on this line or the next';
    return [item(marker, 0, { insertText: `${marker} `, detail, asksAgain: true })];
  }
  if (!before.startsWith(marker) || before.includes(':')) return [];
  const given = new Set(before.slice(marker.length).split(/[\s,]+/));
  const near = problemsNear(request, start);
  const all = [...near, ...allRules.map(({ id }) => id)];
  return [...new Set(all)]
    .filter((id) => !given.has(id))
    .map((id, rank) => {
      const isNear = near.includes(id);
      const summary = summaries().get(id);
      return item(id, rank, {
        ...(isNear ? { detail: 'found here', isPreselected: rank === 0 } : {}),
        ...(summary === undefined ? {} : { documentation: () => `${summary}.` }),
      });
    });
}

/** Where the word begins that ends at `end`. */
function wordStartOf(text: string, { start, end }: Range): number {
  let at = end;
  while (at > start && /[\w-]/.test(text.charAt(at - 1))) at--;
  return at;
}

const allRules: readonly { id: string; summary: string }[] = [...rules, ...schemaRules];

let known: ReadonlyMap<string, string> | undefined;

function summaries(): ReadonlyMap<string, string> {
  known ??= new Map(allRules.map(({ id, summary }) => [id, summary]));
  return known;
}

/** Rules with a problem on the lines that the comment speaks of: its own, or the next one with content. */
function problemsNear(request: Request, start: number): readonly string[] {
  const { text, documentStart, snapshot, file } = request;
  const lineStart = lineStartOf(text, start);
  const commentEnd = lineEndOf(text, lineStart);
  const isOwnLine = skipBlanks(text, lineStart, start) === start;
  let end = commentEnd;
  for (let at = nextLineStart(text, end); isOwnLine && at < text.length; at = nextLineStart(text, at)) {
    end = lineEndOf(text, at);
    const content = skipBlanks(text, at, end);
    if (content < end && text[content] !== '#') break;
  }
  // The comment itself, without a rule yet, silences everything: what is found without it counts.
  const edit = { start: start + documentStart, end: commentEnd + documentStart, newText: '' };
  const source = file.text.edit([edit]);
  const stream = file.stream.edit([edit], source);
  const found = snapshot.problemsOf({ ...file, text: source, stream }).filter(({ problem, documentStart: own }) => {
    return (
      own === documentStart &&
      problem.range.start >= lineStart &&
      problem.range.start <= end - (isOwnLine ? commentEnd - start : 0)
    );
  });
  return [...new Set(found.map(({ problem }) => problem.rule))];
}
